import { type Facts, readFirst } from "../core/pointers.ts";
import type { EventRules, ProviderEvents } from "../core/provider.ts";

/** The rules for one delivery or item: the provider's, with those of its case on top. */
export function rulesFor(events: ProviderEvents, facts: Facts): EventRules {
  const name = readFirst(facts, events.by);
  const cases = events.cases;
  return name !== undefined && cases && Object.hasOwn(cases, name) ? { ...events, ...cases[name] } : events;
}
