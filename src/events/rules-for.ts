import { type Facts, readFirst } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";

/** The rules for one delivery or item: the provider's, overridden by those of its case. */
export function rulesFor(events: ProviderEvents, facts: Facts): ProviderEvents {
  const name = readFirst(facts, events.by);
  const { cases } = events;
  const ofCase = cases && Object.hasOwn(cases, String(name)) ? cases[String(name)] : undefined;
  return ofCase ? { ...events, ...ofCase } : events;
}
