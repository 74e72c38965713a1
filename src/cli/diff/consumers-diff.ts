import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { deployedPackage } from "../../aws/cloudformation/deployed-package.ts";
import { type TemplateChanges, templateChanges } from "../../stack/compare/template-changes.ts";
import { consumersChanges } from "../../stack/consumers/consumers-changes.ts";
import {
  type ConsumersInventory,
  consumersKey,
  emptyInventory,
  isConsumersInventory,
} from "../../stack/consumers/consumers-inventory.ts";
import { packageKey } from "../../stack/plain/plain-package.ts";
import type { CompiledTemplate } from "../../stack/plain/plain-template.ts";

/** What a deployment would change in the stack of the consumers. */
export interface ConsumersDiff {
  readonly stack: string;
  /** Whether it is there before and after. */
  readonly was: boolean;
  readonly is: boolean;
  /** What it means for subscriptions and lakes, in sentences. */
  readonly meaning: readonly string[];
  readonly resources: TemplateChanges;
}

function consumersIn({ Metadata }: CompiledTemplate): ConsumersInventory {
  const inventory: unknown = Metadata?.[consumersKey];
  return isConsumersInventory(inventory) ? inventory : emptyInventory;
}

/** The template of a package in a folder of packages, of a project, or beside the bridge's package; undefined where that has no subscriptions. */
function packagedConsumers(folder: string, stack: string): CompiledTemplate | undefined {
  const isPackage = existsSync(join(folder, "template.json"));
  const places = isPackage
    ? [join(resolve(folder), "..", stack)]
    : [join(folder, stack), join(folder, ".hookbridge/package", stack)];
  const file = places.map((place) => join(place, "template.json")).find(existsSync);
  return file === undefined ? undefined : (JSON.parse(readFileSync(file, "utf8")) as CompiledTemplate);
}

/**
 * The template that is compared with; undefined where there is none.
 * @param against a folder with the former packages; undefined for what is deployed
 */
export async function formerConsumers(
  stack: string,
  region: string,
  against: string | undefined,
): Promise<CompiledTemplate | undefined> {
  if (against !== undefined) return packagedConsumers(against, stack);
  const found = await deployedPackage(stack, region, { packageKey, functionId: "" });
  return found?.template as CompiledTemplate | undefined;
}

/** What changes in the consumers' stack; undefined where there is none before or after. @param folder of the new packages */
export function consumersDiff(
  stack: string,
  before: CompiledTemplate | undefined,
  folder: string,
): ConsumersDiff | undefined {
  const after = packagedConsumers(folder, stack);
  if (!before && !after) return undefined;
  const none: CompiledTemplate = { Resources: {} };
  const [was, is] = [before ?? none, after ?? none];
  return {
    stack,
    was: before !== undefined,
    is: after !== undefined,
    meaning: consumersChanges(consumersIn(was), consumersIn(is)),
    resources: templateChanges(was, is),
  };
}
