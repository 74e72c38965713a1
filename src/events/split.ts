import { child, type Json, type JsonDocument } from "../core/json.ts";
import { elementSpans, type Span, spanAt } from "../core/json-text.ts";
import { type Pointer, pathOf } from "../core/pointers.ts";

/** One item of a split delivery: where it stands in the document, as a path and in the text. */
export interface Item {
  readonly path: readonly string[];
  readonly span: Span;
}

interface Place extends Item {
  readonly value: Json;
}

function step(document: JsonDocument, place: Place, name: string): readonly Place[] {
  if (name !== "*") {
    const value = child(place.value, name);
    const span = value === undefined ? undefined : spanAt(document.text, [name], place.span);
    return span && value !== undefined ? [{ path: [...place.path, name], span, value }] : [];
  }
  if (!Array.isArray(place.value)) return [];
  const values = place.value as readonly Json[];
  return elementSpans(document.text, place.span).map((span, index) => ({
    path: [...place.path, String(index)],
    span,
    value: values[index] ?? null,
  }));
}

function expand(document: JsonDocument, pointer: string): readonly Place[] | undefined {
  const path = pathOf(pointer.slice("body:".length));
  const steps = path.at(-1) === "*" ? path : [...path, "*"];
  const whole = spanAt(document.text, []);
  let places: readonly Place[] = whole ? [{ path: [], span: whole, value: document.value }] : [];
  for (const [depth, name] of steps.entries()) {
    // The array itself must be there: a body of another shape is one event, not none.
    if (depth === steps.length - 1 && !places.some((place) => Array.isArray(place.value))) return undefined;
    places = places.flatMap((place) => step(document, place, name));
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
  const found = (typeof each === "string" ? [each] : each).flatMap((pointer) => {
    const places = expand(document, pointer);
    return places ? [places] : [];
  });
  return found.length === 0 ? undefined : found.flat();
}
