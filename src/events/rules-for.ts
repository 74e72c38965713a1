import { type Facts, readFirst } from "../core/pointers.ts";
import type { EventRules, ProviderEvents } from "../core/provider.ts";

/** The rules for one delivery or item: the provider's, with those of its case on top. */
export function rulesFor(events: ProviderEvents, facts: Facts): EventRules {
  const name = readFirst(facts, events.by);
  const { cases } = events;
  const ofCase = name !== undefined && cases && Object.hasOwn(cases, name) ? cases[name] : undefined;
  return ofCase ? { ...events, ...ofCase } : events;
}
