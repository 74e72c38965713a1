import { child, type Json, type JsonDocument } from "./json/json.ts";
import { jsonInString } from "./json/json-in-string.ts";
import { type Span, spanAt } from "./json/json-text.ts";
import { memoize } from "./memoize.ts";

/** Where a value is in a delivery. A path may continue in a string that holds JSON, plain or in base64. */
export type Pointer =
  | `header:${string}`
  | `query:${string}`
  | `form:${string}`
  | "body:"
  // JSON pointer (RFC 6901) into the body.
  | `body:/${string}`
  | "item:"
  // JSON pointer into the item of a split delivery.
  | `item:/${string}`
  // Relative JSON pointer: `item:2/a` starts two levels above the item.
  | `item:${number}/${string}`
  // Name or index above the item: `item:1#` is the name of the list that holds it.
  | `item:${number}#`;

/** A pointer, or a text made with pointers. */
export type Value =
  | Pointer
  // Text with pointers in braces: `text:{body:/comment/url}/{body:/comment/commit_id}`.
  | `text:${string}`
  // Name of the first member that is an object or a list, which at some vendors names the event.
  | `key:${Pointer}`
  // `true` where the body has the value, neither null nor empty text: some vendors tell kinds apart by what is there.
  | `has:body:/${string}`
  | `has:item:/${string}`;

/** One value, or several: the first that is present counts. */
export type Values = Value | readonly Value[];

/** What pointers read: one delivery, or one item of it when it is split. */
export interface Facts {
  /** @param name in lower case */
  header(name: string): string | undefined;
  query(name: string): string | undefined;
  form(name: string): string | undefined;
  /** The body as JSON; undefined when it is not JSON. */
  readonly document: JsonDocument | undefined;
  /** Path of the item in the document; undefined when the delivery is not split. */
  readonly item: readonly string[] | undefined;
  /** The item's place in the text: a document of many items need not be searched from its start for each. */
  readonly itemSpan?: Span;
  /** Paths of redacted values in the document. Neither they nor values in them are read. */
  readonly hidden?: readonly (readonly string[])[];
  /** The redacted texts. They are not read from any other place either. */
  readonly hiddenTexts?: ReadonlySet<string>;
}

/** True when one path begins with the other. `*` in the hidden path stands for any step. */
const overlap = (hidden: readonly string[], path: readonly string[]): boolean =>
  hidden.every((step, depth) => depth >= path.length || step === path[depth] || step === "*");

/** The place of the value at a path in the document's text; undefined when it is missing. */
export function spanOf(facts: Facts, path: readonly string[]): Span | undefined {
  const { document, item, itemSpan } = facts;
  if (!document) return undefined;
  const inside = item && itemSpan && item.every((step, depth) => path[depth] === step);
  return inside ? spanAt(document.text, path.slice(item.length), itemSpan) : spanAt(document.text, path);
}

/** The pieces of a template: text at even indexes, the pointers in braces at odd ones. */
const piecesOf = memoize((template): readonly string[] => template.split(/\{([^{}]+)\}/));

/** The steps of a JSON pointer (RFC 6901): unescaped keys and indexes. */
export const pathOf = memoize((pointer): readonly string[] =>
  pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")),
);

/**
 * The path of a `body:` or `item:` pointer; undefined for other pointers, and for `item:` without an item.
 */
export function documentPath(facts: Facts, pointer: string): readonly string[] | undefined {
  if (pointer.startsWith("body:")) return pathOf(pointer.slice(5));
  if (!pointer.startsWith("item:") || !facts.item) return undefined;
  const relative = /^item:([0-9]*)((?:\/.*)?)$/s.exec(pointer);
  if (!relative) return undefined;
  const above = facts.item.slice(0, facts.item.length - Number(relative[1] || 0));
  return [...above, ...pathOf(relative[2] ?? "")];
}

/** The JSON value at a path of the document. A step into a string goes into the JSON that it holds. */
export function jsonAt(document: JsonDocument | undefined, path: readonly string[]): Json | undefined {
  let value: Json | undefined = document?.value;
  for (const step of path)
    value = child(typeof value === "string" ? jsonInString(value)?.document.value : value, step);
  return value;
}

/** A scalar as text; undefined for other values and for empty text. */
function scalarText(facts: Facts, path: readonly string[], value: Json | undefined): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") return undefined;
  if (Number.isSafeInteger(value)) return String(value);
  // JavaScript would round it: the vendor's digits count.
  const span = spanOf(facts, path);
  return span && facts.document?.text.slice(span.start, span.end);
}

function fill(facts: Facts, template: string, quote: (text: string) => string): string | undefined {
  let filled = "";
  for (const [index, piece] of piecesOf(template).entries()) {
    if (index % 2 === 0) filled += piece;
    else {
      const value = readValue(facts, piece as Value);
      if (value === undefined) return undefined;
      filled += quote(value);
    }
  }
  return filled;
}

/** A text as one step of a JSON pointer, so that a sender's value can't lead elsewhere. */
const escapeStep = (text: string): string =>
  /[~/]/.test(text) ? text.replaceAll("~", "~0").replaceAll("/", "~1") : text;

function keyAt(facts: Facts, pointer: string): string | undefined {
  const path = documentPath(facts, pointer);
  // A member's name is hidden with its object, not with values inside the member.
  if (!path || facts.hidden?.some((hidden) => hidden.length <= path.length && overlap(hidden, path)))
    return undefined;
  const value = jsonAt(facts.document, path);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([, member]) => typeof member === "object" && member !== null)?.[0];
}

/** `true` where the document has a value, also an object or a list; undefined for a missing, empty or hidden one. */
function presenceAt(facts: Facts, pointer: string): "true" | undefined {
  const path = documentPath(facts, pointer);
  if (!path || facts.hidden?.some((hidden) => overlap(hidden, path))) return undefined;
  const value = jsonAt(facts.document, path);
  return value === undefined || value === null || value === "" ? undefined : "true";
}

/** Text of a value; undefined when it is missing, empty, not a scalar, or hidden. */
export function readValue(facts: Facts, value: Value): string | undefined {
  const text = textAt(facts, value);
  return text !== undefined && facts.hiddenTexts?.has(text) ? undefined : text;
}

function textAt(facts: Facts, value: Value): string | undefined {
  if (value.startsWith("text:")) return fill(facts, value.slice(5), (text) => text);
  if (value.startsWith("key:")) return keyAt(facts, value.slice(4));
  if (value.startsWith("has:")) return presenceAt(facts, value.slice(4));
  const pointer = value.includes("{") ? fill(facts, value, escapeStep) : value;
  if (pointer === undefined) return undefined;
  if (pointer.startsWith("header:")) return facts.header(pointer.slice(7)) || undefined;
  if (pointer.startsWith("query:")) return facts.query(pointer.slice(6)) || undefined;
  if (pointer.startsWith("form:")) return facts.form(pointer.slice(5)) || undefined;
  const [, above] = /^item:([0-9]+)#$/.exec(pointer) ?? [];
  if (above !== undefined) return facts.item?.at(-1 - Number(above));
  const path = documentPath(facts, pointer);
  if (!path || !facts.document) return undefined;
  // A string with a hidden value in its JSON is hidden as a whole.
  if (facts.hidden?.some((hidden) => overlap(hidden, path))) return undefined;
  return scalarText(facts, path, jsonAt(facts.document, path));
}

/** `Values` as a list; empty for undefined. */
export const listOf = (values: Values | undefined = []): readonly Value[] =>
  typeof values === "string" ? [values] : values;

/** Text of the first of these values that is present. */
export function readFirst(facts: Facts, values: Values | undefined): string | undefined {
  for (const value of listOf(values)) {
    const text = readValue(facts, value);
    if (text !== undefined) return text;
  }
  return undefined;
}

const pointersOf = memoize((value): readonly string[] => {
  const inner = piecesOf(value).filter((_, index) => index % 2 === 1);
  const named = value.startsWith("text:") ? inner : [value, ...inner];
  return named.map((pointer) => pointer.replace(/^(?:key|has):/, ""));
});

/** Every pointer in these values, those inside braces included. */
export function pointersIn(values: Values | undefined): readonly string[] {
  return listOf(values).flatMap(pointersOf);
}
