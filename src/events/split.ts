import type { JsonDocument } from "../core/json.ts";
import { below, type Place, rootOf } from "../core/places.ts";
import { type Pointer, pathOf } from "../core/pointers.ts";

/** One item of a split delivery: where it stands in the document, as a path and in the text. */
export type Item = Pick<Place, "path" | "span">;

function expand(document: JsonDocument, pointer: string): readonly Place[] | undefined {
  const path = pathOf(pointer.slice("body:".length));
  const steps = path.at(-1) === "*" ? path : [...path, "*"];
  let places = rootOf(document);
  for (const [depth, name] of steps.entries()) {
    // The array itself must be there: a body of another shape is one event, not none.
    if (depth === steps.length - 1 && !places.some((place) => Array.isArray(place.value))) return undefined;
    places = places.flatMap((place) => below(document, place, name));
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
): readonly Item[] | undefined {
  if (each === undefined || !document) return undefined;
  const found = [each].flat().flatMap((pointer) => {
    const places = expand(document, pointer);
    return places ? [places] : [];
  });
  return found.length === 0 ? undefined : found.flat();
}
