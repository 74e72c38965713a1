import type { DeployedClients } from "../clients.ts";
import type { DeployedContext } from "../context.ts";
import { settingOf } from "../stack/deployed-stack.ts";

/** A resource of a bridge that no configuration needs any more. */
export interface Orphan {
  readonly kind: "secret" | "queue" | "table" | "bucket" | "bus" | "archive";
  /** What its service calls it. */
  readonly name: string;
  /** Why it is one, as a sentence. */
  readonly why: string;
  /** What deletes it, and everything in it. */
  readonly command: string;
}

/** Where orphans are looked for. */
export interface OrphanScene {
  readonly clients: DeployedClients;
  readonly region: string;
  readonly name: string;
  readonly stage: string;
  readonly stackName: string;
  /** `/<name>/<stage>`: what the names of its secrets begin with. */
  readonly parameterPrefix: string;
  readonly secretStore: "ssm" | "secrets-manager";
  /** Names of the stack's resources, without a host or an ARN before them; empty for a stack that was removed. */
  readonly owned: ReadonlySet<string>;
  /** Sources that are deployed or in the configuration at hand: a secret may be stored before its source is deployed. */
  readonly sources: ReadonlySet<string>;
  /** False where the stack is gone. */
  readonly stackIsThere: boolean;
}

/** A name without what stands before it: the host of a queue's URL, the rest of an ARN. */
export const lastName = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** Where to look for what a deployed bridge has left. */
export function orphanSceneOf(context: DeployedContext): OrphanScene {
  const { clients, region, name, stage, stackName, stack, config, buses } = context;
  return {
    ...{ clients, region, name, stage, stackName },
    parameterPrefix: settingOf(stack, "parameterPrefix") ?? `/${name}/${stage}`,
    secretStore: settingOf(stack, "secretStore") === "secrets-manager" ? "secrets-manager" : "ssm",
    owned: new Set([
      ...Array.from(stack.resources.values(), ({ physicalId }) => lastName(physicalId)),
      ...buses.map(({ busName }) => busName),
    ]),
    sources: new Set([...Object.keys(stack.inventory.sources), ...(config?.sources.keys() ?? [])]),
    stackIsThere: true,
  };
}

/** Whether CloudFormation made a name for a resource of this stack: `<stack>-<logical id>-<random>`, in small letters for buckets. */
export const isNameOfStack = (name: string, stackName: string, logicalIds: readonly string[]): boolean =>
  logicalIds.some((id) => {
    const begin = `${stackName}-${id}-`;
    return name.toLowerCase().startsWith(begin.toLowerCase());
  });

/** Why what a stack retains is an orphan. */
export const whyRetained = ({ stackName, stackIsThere }: OrphanScene): string =>
  stackIsThere
    ? `${stackName} does not have it any more: a change of the configuration, or an earlier stack of this name, left it.`
    : `The stack ${stackName} was removed, and left it on purpose.`;
