import { type Facts, listOf, readValue } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";
import type { WordRules } from "../core/words/words.ts";

/** The rules for one delivery or item. */
export interface ChosenRules extends Omit<ProviderEvents, "words"> {
  /** The tables of words in the order in which they count. */
  readonly words: readonly WordRules[];
}

/** The provider's rules, overridden by those of every case that `by` names, of which the first counts most. */
export function rulesFor(events: ProviderEvents, facts: Facts): ChosenRules {
  const { cases = {} } = events;
  const names = listOf(events.by).map((value) => String(readValue(facts, value)));
  const chosen = names.flatMap((name) => (Object.hasOwn(cases, name) ? (cases[name] ?? []) : []));
  const words = [...chosen, events].flatMap((rules) => (rules.words ? [rules.words] : []));
  return Object.assign({}, events, ...chosen.toReversed(), { words });
}
