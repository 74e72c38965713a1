import { type JsonDocument, ofOurOwn, parseJson } from "../../core/json/json.ts";
import { elementSpans, spanAt } from "../../core/json/json-text.ts";
import type { Page } from "../lists.ts";

/** The document in an answer of the API. */
function documentOf(text: string): JsonDocument {
  const document = parseJson(text);
  if (!document) throw new Error("The API answered with text that is no JSON.");
  return document;
}

/** An item out of its JSON. An event in it becomes `envelope`, its text as it was sent, so that 64-bit integers keep their digits. */
export function readItem<Item>(text: string): Item {
  const { value } = documentOf(text);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "event")) return ofOurOwn(value);
  const span = spanAt(text, ["event"]);
  // `event` of an answer to a sample is a name.
  if (!span || text[span.start] !== "{") return ofOurOwn(value);
  const { event: _, ...rest } = value as Readonly<Record<string, unknown>>;
  return { ...rest, envelope: text.slice(span.start, span.end) } as Item;
}

/** A page of a list out of its JSON. */
export function readItemsPage<Item>(text: string): Page<Item> {
  const { value } = documentOf(text);
  const span = spanAt(text, ["items"]);
  if (!span) throw new Error("The API answered with something that is no list.");
  const items = elementSpans(text, span).map(({ start, end }) => readItem<Item>(text.slice(start, end)));
  return { ...ofOurOwn<Page<Item>>(value), items };
}
