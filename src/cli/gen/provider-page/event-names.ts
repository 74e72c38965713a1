import type { KnownEvents } from "../../../config/known-events/known-events.ts";
import type { Provider } from "../../../core/provider.ts";
import { type EventWords, eventWords } from "../../../operate/catalogue/event-words.ts";
import { code } from "../../../signatures/parts/words.ts";

/** Where the names are known from, and whether they are all. */
function originText({ whole, origins, count }: EventWords): string {
  const from = origins.map(code).join(", ");
  const counted = `${count} ${count === 1 ? "name" : "names"}`;
  if (whole) return `${counted}: all that ${from} ${origins.length === 1 ? "lists" : "list"}.`;
  return `${counted} that we know${from && `, partly from ${from}`}. Others are published too.`;
}

/** A provider's event names by entity and action, as Markdown; those without words come last. */
export function eventNamesText(provider: Provider, known: KnownEvents): string {
  const words = eventWords(provider, known);
  if (words.count === 0) return "";
  const lines = words.groups.map(
    ({ words: said, names }) => `- ${said ?? "without words"}: ${names.map(code).join(", ")}`,
  );
  return [
    originText(words),
    lines.join("\n"),
    ...(words.byContent.length > 0
      ? [`By its content, a delivery can also be: ${words.byContent.join(", ")}.`]
      : []),
  ].join("\n\n");
}
