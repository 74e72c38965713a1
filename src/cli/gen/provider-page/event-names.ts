import type { Provider } from "../../../core/provider.ts";
import { type WordRules, wordsFor } from "../../../core/words/words.ts";
import { code } from "../../../signatures/parts/words.ts";
import type { KnownEvents } from "../known-events.ts";

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

/** Where the names are known from, and whether they are all. */
function originText({ whole, names }: KnownEvents, count: number): string {
  const origins = Object.keys(names).filter((origin) => !["words", "recorded"].includes(origin));
  const from = origins.map(code).join(", ");
  const counted = `${count} ${count === 1 ? "name" : "names"}`;
  if (whole) return `${counted}: all that ${from} ${origins.length === 1 ? "lists" : "list"}.`;
  return `${counted} that we know${from && `, partly from ${from}`}. Others are published too.`;
}

/** A provider's event names by entity and action, as Markdown; those without words come last. */
export function eventNamesText(provider: Provider, known: KnownEvents): string {
  const names = [...new Set(Object.values(known.names).flat())].sort();
  if (names.length === 0) return "";
  const groups = Map.groupBy(names, (name) => wordsText([provider.event.words ?? {}], name));
  const told = [...groups].flatMap(([words, list]) => (words === undefined ? [] : [{ words, list }]));
  told.sort((one, other) => one.words.localeCompare(other.words, "en"));
  const lines = told.map(({ words, list }) => `- ${words}: ${list.map(code).join(", ")}`);
  const untold = groups.get(undefined);
  if (untold) lines.push(`- without words: ${untold.map(code).join(", ")}`);
  const byContent = wordsByContent(provider, names);
  return [
    originText(known, names.length),
    lines.join("\n"),
    ...(byContent.length > 0 ? [`By its content, a delivery can also be: ${byContent.join(", ")}.`] : []),
  ].join("\n\n");
}
