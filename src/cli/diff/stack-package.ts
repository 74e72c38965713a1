import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deployedPackage } from "../../aws/cloudformation/deployed-package.ts";
import { BridgeError } from "../../core/errors.ts";
import { ids } from "../../stack/deployment.ts";
import { type PackageRecord, packageKey } from "../../stack/plain/plain-package.ts";
import type { CompiledTemplate } from "../../stack/plain/plain-template.ts";
import type { TemplateValue } from "../../stack/template.ts";
import { spelled } from "../program/bridge-command.ts";
import { type EventList, eventsFile } from "./event-list.ts";

/** One version of a stack: what is deployed, or what a package would deploy. */
export interface StackPackage {
  readonly template: CompiledTemplate;
  /** Undefined in packages of older versions. */
  readonly record: PackageRecord | undefined;
  /** Undefined in packages of older versions, and where another tool than osls has deployed it. */
  readonly events: EventList | undefined;
}

function isPackageRecord(
  value: TemplateValue,
): value is TemplateValue & { readonly [name: string]: TemplateValue } {
  return typeof value === "object" && !Array.isArray(value);
}

function packageOf(template: CompiledTemplate, events: string | undefined): StackPackage {
  const record = template.Metadata?.[packageKey];
  return {
    template,
    record: isPackageRecord(record) ? (record as TemplateValue & PackageRecord) : undefined,
    events: events === undefined ? undefined : (JSON.parse(events) as EventList),
  };
}

/** Where a package can be in a folder: it may be that of the stack, that of all stacks, or a project. */
const placesIn = (folder: string, stackName: string): readonly string[] => [
  folder,
  join(folder, stackName),
  join(folder, ".hookbridge/package", stackName),
];

/**
 * The package of a stack in a folder.
 * @param folder that of the package, of all packages, or of a project that was packaged
 * @throws BridgeError `wrong-use` where there is none
 */
export function readPackage(folder: string, stackName: string): StackPackage {
  const place = placesIn(folder, stackName).find((one) => existsSync(join(one, "template.json")));
  if (place === undefined)
    throw new BridgeError(
      "wrong-use",
      `There is no package of the stack ${stackName} in ${folder}.`,
      `${spelled("package")} writes one into .hookbridge/package/: give that folder, or that of the project.`,
    );
  const events = join(place, eventsFile);
  return packageOf(
    JSON.parse(readFileSync(join(place, "template.json"), "utf8")) as CompiledTemplate,
    existsSync(events) ? readFileSync(events, "utf8") : undefined,
  );
}

/**
 * What is deployed as a stack; undefined where there is none.
 * @throws BridgeError `wrong-use` for a stack that is no bridge
 */
export async function packageDeployed(stackName: string, region: string): Promise<StackPackage | undefined> {
  const deployed = await deployedPackage(stackName, region, { packageKey, functionId: ids.receive });
  if (!deployed) return undefined;
  const template = deployed.template as unknown;
  if (typeof template === "object" && template !== null && "Resources" in template)
    return packageOf(template as CompiledTemplate, deployed.events);
  throw new BridgeError(
    "wrong-use",
    `The template of the stack ${stackName} is not JSON, so that it can't be compared.`,
    "Compare two packages with --against.",
  );
}
