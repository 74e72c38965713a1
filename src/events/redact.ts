import { type Json, parseJson } from "../core/json/json.ts";
import { jsonInString } from "../core/json/json-in-string.ts";
import { reach } from "../core/json/json-text.ts";
import { pathOf } from "../core/pointers.ts";
import { redacted } from "../core/redacted.ts";
import type { Payload } from "./payload.ts";

const redactedJson = JSON.stringify(redacted);

/** Shorter values also occur elsewhere by coincidence and are not searched for. */
const shortestSearched = 7;

/** A JSON text with every value at a path replaced, also under equal keys and in JSON within strings. */
function without(text: string, path: readonly string[]): string {
  let kept = "";
  let end = 0;
  for (const { span, rest } of reach(text, path)) {
    const replacement =
      rest.length === 0 ? redactedJson : insideString(text.slice(span.start, span.end), rest);
    kept += text.slice(end, span.start) + replacement;
    end = span.end;
  }
  return kept + text.slice(end);
}

/**
 * A JSON string with the values at a path of its own JSON replaced; the same string where it has none there.
 */
function insideString(string: string, path: readonly string[]): string {
  const embedded = jsonInString(String(parseJson(string)?.value));
  if (!embedded) return string;
  const { text } = embedded.document;
  const kept = without(text, path);
  return kept === text ? string : JSON.stringify(embedded.hold(kept));
}

/** Every value at a path of a JSON text, also under equal keys and in JSON within strings. */
function* valuesAt(text: string, path: readonly string[]): Generator<Json | undefined> {
  for (const { span, rest } of reach(text, path)) {
    const value = parseJson(text.slice(span.start, span.end))?.value;
    if (rest.length === 0) {
      yield value;
      continue;
    }
    const embedded = jsonInString(String(value));
    if (embedded) yield* valuesAt(embedded.document.text, rest);
  }
}

/**
 * The texts at these pointers and in values there: vendors repeat them elsewhere, and attributes must not.
 */
export function hiddenTexts(payload: Payload, pointers: readonly string[]): ReadonlySet<string> {
  const text = payload.kind === "json" ? payload.text : undefined;
  const values = text ? pointers.flatMap((pointer) => [...valuesAt(text, pathOf(pointer))]) : [];
  const texts = new Set<string>();
  // A list and no recursion: an attacker may nest deeper than the stack allows.
  for (const value of values) {
    if (typeof value === "object" && value !== null)
      for (const inner of Object.values(value)) values.push(inner);
    else if (String(value).length >= shortestSearched) texts.add(String(value));
  }
  return texts;
}

/**
 * The payload with every value at these pointers replaced by `"[redacted]"`, its other text unchanged.
 * @param pointers JSON pointers in which `*` is every element and member
 * @returns undefined when the payload is not JSON: nothing can be redacted in it
 */
export function redact(payload: Payload, pointers: readonly string[]): Payload | undefined {
  if (payload.kind === "none" || pointers.length === 0) return payload;
  if (payload.kind === "bytes") return undefined;
  return { kind: "json", text: pointers.map(pathOf).reduce(without, payload.text) };
}
