import { BridgeError } from "../core/errors.ts";
import { type Json, parseJson } from "../core/json/json.ts";
import { type JsonInString, jsonInString, mayHoldJson } from "../core/json/json-in-string.ts";
import { Paths, reach } from "../core/json/json-reach.ts";
import type { Span } from "../core/json/json-text.ts";
import { redacted } from "../core/logs/redacted.ts";
import { memoizeFor } from "../core/memoize.ts";
import { pathOf } from "../core/pointers.ts";
import type { Payload } from "./payload.ts";

const redactedJson = JSON.stringify(redacted);

/** Shorter values also occur elsewhere by coincidence and are not searched for. */
const shortestSearched = 7;

/** Pieces that are joined at once: a string made of a million pieces would take a hundred times its memory. */
const mostPieces = 10_000;

/** Most strings of one payload that begin like JSON but are not: each costs some microseconds. */
const mostUnreadable = 100_000;

/** Follows paths through a payload, also into JSON within its strings. */
class Redaction {
  #unreadable = 0;

  /** The text with every value at these paths replaced, also under equal keys. */
  without(text: string, paths: Paths): string {
    const kept: string[] = [];
    let pieces: string[] = [];
    let end = 0;
    reach(text, paths, (span, left) => {
      const value = text.slice(span.start, span.end);
      pieces.push(text.slice(end, span.start), left.endHere ? redactedJson : this.#insideString(value, left));
      end = span.end;
      if (pieces.length < mostPieces) return;
      kept.push(pieces.join(""));
      pieces = [];
    });
    return [...kept, ...pieces, text.slice(end)].join("");
  }

  /** Every value at these paths, also under equal keys. */
  valuesAt(text: string, paths: Paths): Json[] {
    const values: Json[] = [];
    const collect = (span: Span, left: Paths): void => {
      const value = parseJson(text.slice(span.start, span.end))?.value;
      if (value === undefined) return;
      if (left.endHere) values.push(value);
      const embedded = typeof value === "string" ? this.#jsonIn(value) : undefined;
      if (embedded) for (const inner of this.valuesAt(embedded.document.text, left)) values.push(inner);
    };
    reach(text, paths, collect, true);
    return values;
  }

  /** A JSON string without the values at these paths of its own JSON; the same string where it has none there. */
  #insideString(string: string, left: Paths): string {
    const embedded = this.#jsonIn(String(parseJson(string)?.value));
    if (!embedded) return string;
    const { text } = embedded.document;
    const kept = this.without(text, left);
    return kept === text ? string : JSON.stringify(embedded.hold(kept));
  }

  #jsonIn(text: string): JsonInString | undefined {
    const embedded = jsonInString(text);
    if (!embedded && mayHoldJson(text) && ++this.#unreadable > mostUnreadable)
      throw new BridgeError(
        "event-invalid",
        `\`redact\` leads through more than ${mostUnreadable.toLocaleString("en")} strings that begin like JSON but are not.`,
        "Write a path in `redact` that ends at the list itself, or exclude this kind of event with `accept`; then deploy and redrive.",
      );
    return embedded;
  }
}

const pathsAt = memoizeFor((pointers: readonly string[]) => new Paths(pointers.map(pathOf)));

/**
 * The texts at these pointers and in values there: vendors repeat them elsewhere, and attributes must not.
 */
export function hiddenTexts(payload: Payload, pointers: readonly string[]): ReadonlySet<string> {
  const text = payload.kind === "json" ? payload.text : undefined;
  const values = text ? new Redaction().valuesAt(text, pathsAt(pointers)) : [];
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
  return { kind: "json", text: new Redaction().without(payload.text, pathsAt(pointers)) };
}
