import { type Facts, listOf, pointersIn, readValue } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";
import { clean } from "./clean.ts";
import { rulesFor } from "./rules-for.ts";
import { itemsOf } from "./split.ts";

/** The subject of a delivery that is one event, and the pointers by which it was read. */
export interface DeliverySubject {
  readonly text: string;
  readonly pointers: readonly string[];
}

/** The subject that a delivery's event will have; undefined for a split delivery, and without a subject. */
export function deliverySubject(events: ProviderEvents, facts: Facts): DeliverySubject | undefined {
  if (itemsOf(events, facts.document)) return undefined;
  for (const value of listOf(rulesFor(events, facts).subject)) {
    const found = readValue(facts, value);
    if (found === undefined) continue;
    const text = clean(found);
    return text === undefined ? undefined : { text, pointers: pointersIn(value) };
  }
  return undefined;
}
