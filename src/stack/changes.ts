import type { Inventory } from "./inventory.ts";

/** Names with what belongs to them, as they were and as they will be. */
interface Compared<Value> {
  readonly name: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

function compare<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): readonly Compared<Value>[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  // Names come from a configuration, and may be those of what every object inherits.
  const own = (values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  return names
    .map((name) => ({ name, before: own(before, name), after: own(after, name) }))
    .filter((compared) => compared.before !== compared.after);
}

function ofSource({ name, before, after }: Compared<string>): string {
  if (before === undefined)
    return `Source "${name}" is added: it answers 503 until its secret is there, then paste its URL at the vendor.`;
  if (after === undefined)
    return `Source "${name}" is removed: its URL answers 401 from now on, and deliveries of it that still wait are parked as source-removed. Its secret stays.`;
  return `Source "${name}" changes from ${before} to ${after}: its secret and its URL stay, what the old vendor sends is refused, and deliveries of it that still wait are read by the new rules.`;
}

function ofBus({ name, before, after }: Compared<number>): string {
  if (before === undefined) return `Bus "${name}" is added.`;
  if (after === undefined)
    return `Bus "${name}" leaves the stack, and stays in EventBridge with its rules and its archive; nothing is put on it any more. Before it can come back, delete it there.`;
  if (after === 0)
    return `Bus "${name}" has no archive any more: the old one leaves the stack and stays in EventBridge.`;
  return before === 0
    ? `Bus "${name}" gets an archive of ${after} days, for events from now on.`
    : `The archive of bus "${name}" keeps events ${after} days, no longer ${before}.`;
}

/** What deploying will mean for sources, buses and URLs, in sentences; empty when nothing of the kind changes. */
export function changesBetween(before: Inventory, after: Inventory): readonly string[] {
  const door =
    before.frontDoor === after.frontDoor
      ? []
      : [
          `The front door changes from ${before.frontDoor} to ${after.frontDoor}: the URLs of all sources change, and vendors fail until the new ones are pasted.`,
        ];
  return [
    ...door,
    ...compare(before.buses, after.buses).map(ofBus),
    ...compare(before.sources, after.sources).map(ofSource),
  ];
}
