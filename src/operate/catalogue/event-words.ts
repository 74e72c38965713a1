import type { KnownEvents } from "../../config/known-events/known-events.ts";
import type { Provider } from "../../core/provider.ts";
import { type WordRules, wordsFor } from "../../core/words/words.ts";

/** Event names that say the same: their entity and action, or null where the tables have none. */
export interface WordGroup {
  readonly words: string | null;
  readonly names: readonly string[];
}

/** A provider's event names as people read them. */
export interface EventWords {
  /** True where the vendor has no others. */
  readonly whole: boolean;
  /** Packages of the vendor that list them. */
  readonly origins: readonly string[];
  readonly count: number;
  /** In the order of their words; names without words come last. */
  readonly groups: readonly WordGroup[];
  /** Words that some deliveries have by what they contain. */
  readonly byContent: readonly string[];
}

/** Entity and action of a name; undefined where the tables have none. */
function wordsText(tables: readonly WordRules[], name: string): string | undefined {
  const { entity, action } = wordsFor(tables, name);
  return entity && [entity, ...(action ? [action] : [])].join(" ");
}

/** The words that some deliveries have by what they contain, and not by their name. */
function wordsByContent({ event }: Provider, names: readonly string[]): readonly string[] {
  const usual = event.words ?? {};
  const texts = Object.values(event.cases ?? {}).flatMap(({ words }) => {
    if (!words) return [];
    const found = names
      .filter((name) => wordsText([words], name) !== wordsText([usual], name))
      .map((name) => wordsText([words], name));
    return found.flatMap((text) => (text?.includes(" ") ? [text] : []));
  });
  return [...new Set(texts)].sort();
}

/** The event names of a provider by entity and action. */
export function eventWords(provider: Provider, known: KnownEvents): EventWords {
  const names = [...new Set(Object.values(known.names).flat())].sort();
  const groups = Map.groupBy(names, (name) => wordsText([provider.event.words ?? {}], name));
  const told = [...groups].flatMap(([words, list]) => (words === undefined ? [] : [{ words, names: list }]));
  told.sort((one, other) => one.words.localeCompare(other.words, "en"));
  const untold = groups.get(undefined);
  return {
    whole: known.whole,
    origins: Object.keys(known.names).filter((origin) => !["words", "recorded"].includes(origin)),
    count: names.length,
    groups: [...told, ...(untold ? [{ words: null, names: untold }] : [])],
    byContent: wordsByContent(provider, names),
  };
}
