import { type Environment, environmentNames } from "../../../config/environment.ts";
import { ids } from "../../../stack/deployment.ts";
import type { Inventory } from "../../../stack/inventory.ts";
import type { CompiledTemplate } from "../../../stack/plain/plain-template.ts";

/** A resource of the stack. */
export interface StackResource {
  /** `AWS::SQS::Queue` */
  readonly type: string;
  /** What its service calls it: a name, a URL or an ARN, as CloudFormation's `Ref` gives it. */
  readonly physicalId: string;
}

/** A stack as CloudFormation has it. */
export interface DeployedStack {
  /** ARN of the stack. */
  readonly arn: string;
  /** CloudFormation's word for its state: `UPDATE_COMPLETE`. */
  readonly status: string;
  /** When it was last changed: ISO 8601, UTC. */
  readonly changedAt: string | undefined;
  readonly outputs: Readonly<Record<string, string>>;
  /** Resources by their logical ids. */
  readonly resources: ReadonlyMap<string, StackResource>;
  /** As it was deployed, with CloudFormation's functions in it. */
  readonly template: CompiledTemplate;
  /** What the bridge's own metadata in the template says. */
  readonly inventory: Inventory;
  /** Version of Hookbridge that packaged it; undefined for older ones. */
  readonly version: string | undefined;
}

/** The physical id of a resource; undefined where the stack has none. */
export const physicalId = ({ resources }: DeployedStack, logicalId: string): string | undefined =>
  resources.get(logicalId)?.physicalId;

/** What the deployment says to its functions, as far as the template has it as a text; undefined where it is empty. */
export function settingOf({ template }: DeployedStack, name: keyof Environment): string | undefined {
  const { Variables = {} } = (template.Resources[ids.receive]?.Properties?.Environment ?? {}) as {
    readonly Variables?: Readonly<Record<string, unknown>>;
  };
  const value = Variables[environmentNames[name]];
  return typeof value === "string" && value !== "" ? value : undefined;
}
