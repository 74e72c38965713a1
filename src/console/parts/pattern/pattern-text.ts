/** Makes and changes event patterns as text. */
import { type Json, parseJson } from "../../../core/json/json.ts";
import { withJsonAt } from "../../../core/json/json-edit.ts";
import { elementSpans, spanAt } from "../../../core/json/json-text.ts";
import { formatJson } from "../json/format-json.ts";

/** Most characters of a rule's pattern. */
export const longestPattern = 2_048;

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A pattern that also takes a value in a field. A field that it has already gets the value as another one of its list.
 * @param keys of the field, from the top of the event
 * @param sent JSON text
 * @returns undefined where the pattern is no JSON object, or has something else in that place
 */
export function withValue(pattern: string, keys: readonly string[], sent: string): string | undefined {
  // Vendors escape more than JSON asks for, such as "\/"; numbers keep their digits.
  const value = sent.startsWith('"') ? JSON.stringify(JSON.parse(sent)) : sent;
  const text = pattern.trim() === "" ? "{}" : pattern;
  if (!isObject(parseJson(text)?.value)) return undefined;
  const span = spanAt(text, keys);
  if (!span) {
    const parent = keys.findIndex((_, index) => {
      const found = spanAt(text, keys.slice(0, index + 1));
      return found !== undefined && text[found.start] !== "{";
    });
    const changed = parent === -1 ? withNewField(text, keys, value) : undefined;
    return changed === undefined ? undefined : formatJson(changed);
  }
  if (text[span.start] !== "[") return undefined;
  const known = elementSpans(text, span).map(({ start, end }) => text.slice(start, end));
  if (known.includes(value)) return formatJson(text);
  const list = `[${[...known, value].join(",")}]`;
  return formatJson(`${text.slice(0, span.start)}${list}${text.slice(span.end)}`);
}

/** `withJsonAt` makes a list of a parent whose key is a number: a pattern has objects only. */
function withNewField(text: string, keys: readonly string[], value: string): string | undefined {
  const depth = keys.findIndex((_, index) => spanAt(text, keys.slice(0, index + 1)) === undefined);
  const rest = keys
    .slice(depth + 1)
    .reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, `[${value}]`);
  const parent = spanAt(text, keys.slice(0, depth));
  const key = keys[depth];
  if (!parent || key === undefined || text[parent.start] !== "{") return undefined;
  const changed = withJsonAt(text.slice(parent.start, parent.end), [key], rest);
  return changed === undefined ? undefined : text.slice(0, parent.start) + changed + text.slice(parent.end);
}

const textOfJson = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

interface EventFacts {
  readonly source?: string | undefined;
  readonly type?: string | undefined;
  readonly entity?: string | undefined;
  readonly action?: string | undefined;
}

function factsIn(envelope: string): EventFacts {
  const event = parseJson(envelope)?.value;
  const top = isObject(event) ? event : {};
  const detail = isObject(top.detail) ? top.detail : {};
  return {
    source: textOfJson(top.source),
    type: textOfJson(detail.type) ?? textOfJson(top["detail-type"]),
    entity: textOfJson(detail.entity),
    action: textOfJson(detail.action),
  };
}

const listOf = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

/** A pattern for what an event says happened, at any vendor's: where it has no words for that, for its type. */
export function wordsPattern(envelope: string): string {
  const { source, type, entity, action } = factsIn(envelope);
  const detail =
    entity === undefined ? { type: listOf(type) } : { entity: listOf(entity), action: listOf(action) };
  return formatJson(JSON.stringify({ source: listOf(source), detail }));
}

/** A pattern for events of the same type. */
export function typePattern(envelope: string): string {
  const { source, type } = factsIn(envelope);
  return formatJson(JSON.stringify({ source: listOf(source), detail: { type: listOf(type) } }));
}

/** Fields of `on` in bridge.config.ts whose values are texts. */
const filterFields = ["type", "entity", "action", "bridgesource", "subject"];

const isTexts = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");

/** The filter that says the same as a pattern; undefined where it says more than a filter can. */
function filterText(pattern: string): string | undefined {
  const value = parseJson(pattern)?.value;
  if (!isObject(value) || Object.keys(value).join() !== "detail" || !isObject(value.detail)) return undefined;
  const fits = Object.entries(value.detail).every(([key, condition]) =>
    key === "data" ? isObject(condition) : filterFields.includes(key) && isTexts(condition),
  );
  const span = spanAt(pattern, ["detail"]);
  return fits && span ? pattern.slice(span.start, span.end) : undefined;
}

/**
 * An entry of `subscriptions` in bridge.config.ts with a pattern, and a queue as its target: that needs no other file.
 * @returns undefined where the pattern is no JSON object, as in the middle of typing, or too long for a rule
 */
export function subscriptionEntry(pattern: string, bus: string): string | undefined {
  if (pattern.length > longestPattern || !isObject(parseJson(pattern)?.value)) return undefined;
  const filter = filterText(pattern);
  const wanted = filter === undefined ? `pattern: ${formatJson(pattern)}` : `on: ${formatJson(filter)}`;
  const indented = wanted.replaceAll("\n", "\n  ");
  return `"my-consumer": {\n  bus: ${JSON.stringify(bus)},\n  ${indented},\n  queue: {}, // or function: "consumers/my-consumer.ts"\n},\n`;
}
