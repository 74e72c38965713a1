import { changesBetween } from "../../stack/compare/changes.ts";
import { type TemplateChanges, templateChanges } from "../../stack/compare/template-changes.ts";
import { type Inventory, inventoryKey } from "../../stack/inventory.ts";
import type { TemplateValue } from "../../stack/template.ts";
import type { ConsumersDiff } from "./consumers-diff.ts";
import { changesContract, eventChanges, type SourceChange } from "./event-changes.ts";
import type { StackPackage } from "./stack-package.ts";

/** What a deployment would change: the answer of `hookbridge diff`, and its `--json`. */
export interface StackDiff {
  readonly stack: string;
  /** What it is compared with, in words. */
  readonly against: string;
  /** Versions of the bridge; `before` is left out where it is not known or nothing is deployed. */
  readonly version: { readonly before?: string; readonly after?: string };
  /** True where consumers notice: `--fail` then ends with 1. */
  readonly eventsChange: boolean;
  /** What could not be compared, and why. */
  readonly notes: readonly string[];
  readonly events: readonly SourceChange[];
  /** What it means for sources, buses and URLs, in sentences. */
  readonly meaning: readonly string[];
  /** Logical ids of the functions with other code; left out where that is not known. */
  readonly code?: readonly string[];
  readonly resources: TemplateChanges;
  /** The stack of the consumers; left out where there is none before or after. */
  readonly consumers?: ConsumersDiff;
}

const inventoryIn = ({ template }: StackPackage): Inventory | undefined =>
  template.Metadata?.[inventoryKey] as (TemplateValue & Inventory) | undefined;

/** Logical ids of the functions with other code; undefined where one of the packages does not say. */
function changedCode(before: StackPackage, after: StackPackage): readonly string[] | undefined {
  const [was, is] = [before.record?.code, after.record?.code];
  if (!was || !is) return undefined;
  return Object.keys(is).filter((id) => was[id] !== is[id]);
}

const nothing: StackPackage = { template: { Resources: {} }, record: undefined, events: undefined };

/**
 * What a deployment would change.
 * @param before undefined where nothing is deployed
 */
export function stackDiff(
  stack: string,
  against: string,
  before: StackPackage | undefined,
  after: StackPackage,
): StackDiff {
  const was = before ?? nothing;
  const [inventoryBefore, inventoryAfter] = [inventoryIn(was), inventoryIn(after)];
  const events = was.events && after.events ? eventChanges(was.events, after.events) : [];
  const code = changedCode(was, after);
  const notes = [
    ...(before ? [] : [`Nothing is deployed as ${stack} yet: everything is new.`]),
    ...(before && !before.events
      ? ["What this is compared with has no list of its events, so events are not compared."]
      : []),
    ...(before && !code ? ["It does not say which code it has, so code is not compared."] : []),
  ];
  return {
    stack,
    against,
    version: {
      ...(was.record && { before: was.record.version }),
      ...(after.record && { after: after.record.version }),
    },
    eventsChange: events.some(changesContract),
    notes,
    events,
    meaning: inventoryBefore && inventoryAfter ? changesBetween(inventoryBefore, inventoryAfter) : [],
    ...(code && { code }),
    resources: templateChanges(was.template, after.template),
  };
}
