import type { JsonDocument } from "../core/json/json.ts";
import { type JsonMatch, matchesBelow, wholeMatch } from "../core/json/json-matches.ts";
import { pathOf } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";

/** One item of a split delivery: its value, path and place in the text. */
export type Item = JsonMatch;

/** Most items of a delivery: more than any vendor sends, and what the memory of a function can hold. */
export const mostItems = 50_000;

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

/** The elements of the lists in an item; the item itself where there are none. */
function unfold(
  document: JsonDocument,
  item: JsonMatch,
  paths: readonly (readonly string[])[],
  room: number,
): readonly JsonMatch[] | "too-many" {
  let found: readonly JsonMatch[] = [];
  for (const path of paths) {
    let lists: readonly JsonMatch[] = [item];
    for (const name of path) lists = lists.flatMap((match) => matchesBelow(document, match, name));
    if (lists.reduce((sum, list) => sum + lengthOf(list), found.length) > room) return "too-many";
    found = [...found, ...lists.flatMap((list) => matchesBelow(document, list, "*"))];
  }
  if (found.length > 0) return found;
  return room > 0 ? [item] : "too-many";
}

/** The items with their inner lists unfolded, one level after the other. */
function unfoldAll(
  document: JsonDocument,
  items: readonly JsonMatch[],
  inner: readonly string[],
): readonly JsonMatch[] | "too-many" {
  const paths = inner.map((pointer) => pathOf(pointer.slice("item:".length)));
  const found: JsonMatch[] = [];
  let isUnfolded = false;
  for (const item of items) {
    const elements = unfold(document, item, paths, mostItems - found.length);
    if (elements === "too-many") return "too-many";
    isUnfolded ||= elements[0] !== item;
    found.push(...elements);
  }
  return isUnfolded ? unfoldAll(document, found, inner) : found;
}

/** The items of a delivery with many events; undefined when it is not split (no rule, no JSON, no array). */
export function itemsOf(
  { each, inner = [] }: Pick<ProviderEvents, "each" | "inner">,
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
  return isSplit ? unfoldAll(document, found, inner) : undefined;
}
