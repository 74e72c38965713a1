import type { JsonDocument } from "../core/json/json.ts";
import { type JsonMatch, matchesBelow, wholeMatch } from "../core/json/json-matches.ts";
import { type Pointer, pathOf } from "../core/pointers.ts";

/** One item of a split delivery: where it stands in the document, as a path and in the text, and what it is. */
export type Item = JsonMatch;

/** More than any vendor sends at once, and as many events as fit the memory of a function. */
export const mostItems = 50_000;

const lengthOf = ({ value }: JsonMatch): number => (Array.isArray(value) ? value.length : 0);

function expand(
  document: JsonDocument,
  pointer: string,
  room: number,
): readonly JsonMatch[] | "too-many" | undefined {
  const path = pathOf(pointer.slice("body:".length));
  const steps = path.at(-1) === "*" ? path : [...path, "*"];
  let places = wholeMatch(document);
  for (const [depth, name] of steps.entries()) {
    // The array itself must be there: a body of another shape is one event, not none.
    if (depth === steps.length - 1 && !places.some((place) => Array.isArray(place.value))) return undefined;
    // Counted before a place is made for each.
    const count = name === "*" ? places.reduce((sum, place) => sum + lengthOf(place), 0) : 0;
    if (count > room) return "too-many";
    places = places.flatMap((place) => matchesBelow(document, place, name));
  }
  return places;
}

/**
 * The items of a delivery that carries many events; undefined when it is not split (no rule, no JSON, or none of the
 * arrays is there).
 */
export function itemsOf(
  each: Pointer | readonly Pointer[] | undefined,
  document: JsonDocument | undefined,
): readonly Item[] | "too-many" | undefined {
  if (each === undefined || !document) return undefined;
  const found: Item[] = [];
  let isSplit = false;
  for (const pointer of [each].flat()) {
    const places = expand(document, pointer, mostItems - found.length);
    if (places === "too-many") return "too-many";
    isSplit ||= places !== undefined;
    found.push(...(places ?? []));
  }
  return isSplit ? found : undefined;
}
