import type { JsonDocument } from "../core/json/json.ts";
import { type JsonMatch, matchesAt, matchesBelow, wholeMatch } from "../core/json/json-matches.ts";
import type { Span } from "../core/json/json-text.ts";
import { pathOf } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";

/** One item of a split delivery: its value, path and place in the text. */
export interface Item extends JsonMatch {
  /** What its payload is made of, for an element of `parts`. */
  readonly around?: Around;
}

/** The item that an element is in, the item's lists of elements, and the element's own list. */
export interface Around {
  readonly item: JsonMatch;
  readonly lists: readonly JsonMatch[];
  readonly list: JsonMatch;
}

/** Most items of a delivery: more than any vendor sends, and what the memory of a function can hold. */
export const mostItems = 50_000;

/** Most characters that the elements of one item may repeat of it; beyond that each is its own payload. */
const mostCopied = 33_554_432;

const lengthOf = ({ value }: JsonMatch): number => (Array.isArray(value) ? value.length : 0);

function expand(
  document: JsonDocument,
  pointer: string,
  room: number,
): readonly JsonMatch[] | "too-many" | undefined {
  const path = pathOf(pointer.slice("body:".length));
  const steps = path.at(-1) === "*" ? path : [...path, "*"];
  let matches = wholeMatch(document);
  for (const [depth, name] of steps.entries()) {
    // Without the array the delivery is not split: a body of another shape is one event, not zero.
    if (depth === steps.length - 1 && !matches.some((match) => Array.isArray(match.value))) return undefined;
    // Counted first: an attacker's long list must not cost a match for each item.
    const count = name === "*" ? matches.reduce((sum, match) => sum + lengthOf(match), 0) : 0;
    if (count > room) return "too-many";
    matches = matches.flatMap((match) => matchesBelow(document, match, name));
  }
  return matches;
}

/** How items are unfolded into the elements of lists in them. */
interface Unfolding {
  readonly document: JsonDocument;
  readonly paths: readonly (readonly string[])[];
  /** Whether an element keeps the item around it as its payload. */
  readonly isPart: boolean;
}

const pathsOf = (pointers: readonly string[]): Unfolding["paths"] =>
  pointers.map((pointer) => pathOf(pointer.slice("item:".length)));

/** The elements of the lists in an item; the item itself where there are none. */
function unfold(
  { document, paths, isPart }: Unfolding,
  item: JsonMatch,
  room: number,
): readonly Item[] | "too-many" {
  const lists = paths
    .flatMap((path) => matchesAt(document, path, [item]))
    .filter((list) => lengthOf(list) > 0);
  const count = lists.reduce((sum, list) => sum + lengthOf(list), 0);
  if (Math.max(count, 1) > room) return "too-many";
  if (count === 0) return [item];
  const isCopied = isPart && (item.span.end - item.span.start) * count <= mostCopied;
  return lists.flatMap((list) =>
    matchesBelow(document, list, "*").map((element) =>
      isCopied ? { ...element, around: { item, lists, list } } : element,
    ),
  );
}

function unfoldEach(unfolding: Unfolding, items: readonly Item[]): readonly Item[] | "too-many" {
  const found: Item[] = [];
  for (const item of items) {
    const elements = unfold(unfolding, item, mostItems - found.length);
    if (elements === "too-many") return "too-many";
    found.push(...elements);
  }
  return found;
}

/** The items of a delivery with many events; undefined when it is not split (no rule, no JSON, no array). */
export function itemsOf(
  { each, inner = [], parts = [] }: Pick<ProviderEvents, "each" | "inner" | "parts">,
  document: JsonDocument | undefined,
): readonly Item[] | "too-many" | undefined {
  if (each === undefined || !document) return undefined;
  const found: Item[] = [];
  let isSplit = false;
  for (const pointer of [each].flat()) {
    const matches = expand(document, pointer, mostItems - found.length);
    if (matches === "too-many") return "too-many";
    isSplit ||= matches !== undefined;
    found.push(...(matches ?? []));
  }
  if (!isSplit) return undefined;
  const items = unfoldEach({ document, paths: pathsOf(inner), isPart: false }, found);
  return items === "too-many" ? items : unfoldEach({ document, paths: pathsOf(parts), isPart: true }, items);
}

/** The text of an item with one element in its lists, for an element of `parts`. */
export function partText({ text }: JsonDocument, { item, lists, list }: Around, element: Span): string {
  let alone = "";
  let at = item.span.start;
  for (const { span, path } of [...lists].sort((one, other) => one.span.start - other.span.start)) {
    const kept = path === list.path ? text.slice(element.start, element.end) : "";
    alone += `${text.slice(at, span.start)}[${kept}]`;
    at = span.end;
  }
  return alone + text.slice(at, item.span.end);
}
