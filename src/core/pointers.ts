import { child, type Json, type JsonDocument } from "./json/json.ts";
import { jsonInString } from "./json/json-in-string.ts";
import { type Span, spanAt } from "./json/json-text.ts";
import { memoize } from "./memoize.ts";

/**
 * Where a value stands in a delivery. `body:/a/b` is a JSON pointer (RFC 6901) into the body; `item:/a` starts
 * at the item of a split delivery, and `item:2/a` two levels above it (a relative JSON pointer). Where a string holds
 * JSON (or JSON in base64), the path may go on in it. `item:1#` is the name of the list that the item stands in.
 */
export type Pointer =
  | `header:${string}`
  | `query:${string}`
  | `form:${string}`
  | "body:"
  | `body:/${string}`
  | "item:"
  | `item:/${string}`
  | `item:${number}/${string}`
  | `item:${number}#`;

/**
 * A pointer, text with pointers in braces (`text:{body:/comment/url}/{body:/comment/commit_id}`), or the name of the first member
 * of an object that is itself an object (`key:body:`), at vendors whose events are named by the member that holds them.
 */
export type Value = Pointer | `text:${string}` | `key:${Pointer}`;

/** One value, or several of which the first that is there counts. */
export type Values = Value | readonly Value[];

/** What pointers read: one delivery, and one item of it when it is split. */
export interface Facts {
  header(name: string): string | undefined;
  query(name: string): string | undefined;
  form(name: string): string | undefined;
  readonly document: JsonDocument | undefined;
  /** Path of the item in the document; undefined when the delivery is not split. */
  readonly item: readonly string[] | undefined;
  /** Where the item stands in the text, so that a document of many items is not searched from its start for each. */
  readonly itemSpan?: Span;
  /** Paths of the document whose values are not told, nor what stands in them. */
  readonly hidden?: readonly (readonly string[])[];
  /** Texts that stand there, which are not told from anywhere else either. */
  readonly hiddenTexts?: ReadonlySet<string>;
}

/** True when one of the paths leads to the other, or to something on its way. A `*` in a hidden path stands for any step. */
const onOneWay = (hidden: readonly string[], path: readonly string[]): boolean =>
  hidden.every((step, depth) => depth >= path.length || step === path[depth] || step === "*");

/** Where the value at a path of the document stands in its text. */
export function spanOf(facts: Facts, path: readonly string[]): Span | undefined {
  const { document, item, itemSpan } = facts;
  if (!document) return undefined;
  const inside = item && itemSpan && item.every((step, depth) => path[depth] === step);
  return inside ? spanAt(document.text, path.slice(item.length), itemSpan) : spanAt(document.text, path);
}

/** A template's pieces: at even places text, at odd places the pointer in braces. */
const piecesOf = memoize((template): readonly string[] => template.split(/\{([^{}]+)\}/));

/** Path of a JSON pointer as keys and indexes. */
export const pathOf = memoize((pointer): readonly string[] =>
  pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")),
);

/** The path in the document that a `body:` or `item:` pointer means; undefined for other pointers. */
export function documentPath(facts: Facts, pointer: string): readonly string[] | undefined {
  if (pointer.startsWith("body:")) return pathOf(pointer.slice(5));
  if (!pointer.startsWith("item:") || !facts.item) return undefined;
  const relative = /^item:([0-9]*)((?:\/.*)?)$/s.exec(pointer);
  if (!relative) return undefined;
  const above = facts.item.slice(0, facts.item.length - Number(relative[1] || 0));
  return [...above, ...pathOf(relative[2] ?? "")];
}

/** The JSON value at a path of the document. A step into a string is one into the JSON that it holds. */
export function jsonAt(document: JsonDocument | undefined, path: readonly string[]): Json | undefined {
  let value: Json | undefined = document?.value;
  for (const step of path)
    value = child(typeof value === "string" ? jsonInString(value)?.document.value : value, step);
  return value;
}

/** A scalar as text: numbers that JavaScript can't hold keep the vendor's digits. Empty text counts as absent. */
function scalarText(facts: Facts, path: readonly string[], value: Json | undefined): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") return undefined;
  if (Number.isSafeInteger(value)) return String(value);
  const span = spanOf(facts, path);
  return span && facts.document?.text.slice(span.start, span.end);
}

function fill(facts: Facts, template: string, quote: (text: string) => string): string | undefined {
  let filled = "";
  for (const [place, piece] of piecesOf(template).entries()) {
    if (place % 2 === 0) filled += piece;
    else {
      const value = readValue(facts, piece as Value);
      if (value === undefined) return undefined;
      filled += quote(value);
    }
  }
  return filled;
}

const escapeStep = (text: string): string =>
  /[~/]/.test(text) ? text.replaceAll("~", "~0").replaceAll("/", "~1") : text;

function keyAt(facts: Facts, pointer: string): string | undefined {
  const path = documentPath(facts, pointer);
  // A name that stays where only values behind it are hidden.
  if (!path || facts.hidden?.some((hidden) => hidden.length <= path.length && onOneWay(hidden, path)))
    return undefined;
  const value = jsonAt(facts.document, path);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([, member]) => typeof member === "object" && member !== null)?.[0];
}

/** Text that `value` points at, or undefined when it is not there, not a scalar or not to be told. */
export function readValue(facts: Facts, value: Value): string | undefined {
  const text = textAt(facts, value);
  return text !== undefined && facts.hiddenTexts?.has(text) ? undefined : text;
}

function textAt(facts: Facts, value: Value): string | undefined {
  if (value.startsWith("text:")) return fill(facts, value.slice(5), (text) => text);
  if (value.startsWith("key:")) return keyAt(facts, value.slice(4));
  const pointer = value.includes("{") ? fill(facts, value, escapeStep) : value;
  if (pointer === undefined) return undefined;
  if (pointer.startsWith("header:")) return facts.header(pointer.slice(7)) || undefined;
  if (pointer.startsWith("query:")) return facts.query(pointer.slice(6)) || undefined;
  if (pointer.startsWith("form:")) return facts.form(pointer.slice(5)) || undefined;
  const [, above] = /^item:([0-9]+)#$/.exec(pointer) ?? [];
  if (above !== undefined) return facts.item?.at(-1 - Number(above));
  const path = documentPath(facts, pointer);
  if (!path || !facts.document) return undefined;
  // A string that has something hidden in its JSON is hidden as a whole.
  if (facts.hidden?.some((hidden) => onOneWay(hidden, path))) return undefined;
  return scalarText(facts, path, jsonAt(facts.document, path));
}

/** One value or several, as a list. */
export const listOf = (values: Values | undefined = []): readonly Value[] =>
  typeof values === "string" ? [values] : values;

/** The first of `values` that is there. */
export function readFirst(facts: Facts, values: Values | undefined): string | undefined {
  for (const value of listOf(values)) {
    const text = readValue(facts, value);
    if (text !== undefined) return text;
  }
  return undefined;
}

const pointersOf = memoize((value): readonly string[] => {
  const inner = piecesOf(value).filter((_, place) => place % 2 === 1);
  const named = value.startsWith("text:") ? inner : [value, ...inner];
  return named.map((pointer) => pointer.replace(/^key:/, ""));
});

/** Every pointer that `values` mentions, those inside braces included. */
export function pointersIn(values: Values | undefined): readonly string[] {
  return listOf(values).flatMap(pointersOf);
}
