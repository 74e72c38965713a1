import { memoizeFor } from "../core/memoize.ts";
import { type Facts, listOf, readValue } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";
import type { WordRules } from "../core/words/words.ts";

/** The rules for one delivery or item. */
export interface ChosenRules extends Omit<ProviderEvents, "words"> {
  /** The tables of words in the order in which they count. */
  readonly words: readonly WordRules[];
}

const casesOf = memoizeFor(({ cases = {} }: ProviderEvents) => new Map(Object.entries(cases)));

/** The provider's rules, overridden by those of every case that `by` names, of which the first counts most. */
export function rulesFor(events: ProviderEvents, facts: Facts): ChosenRules {
  const names = listOf(events.by).map((value) => String(readValue(facts, value)));
  const chosen = names.flatMap((name) => casesOf(events).get(name) ?? []);
  const words = [...chosen, events].flatMap((rules) => (rules.words ? [rules.words] : []));
  return Object.assign({}, events, ...chosen.toReversed(), { words });
}
