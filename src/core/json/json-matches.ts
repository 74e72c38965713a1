import { child, type Json, type JsonDocument } from "./json.ts";
import { elementSpans, type Span, spanAt } from "./json-text.ts";

/** A value of a document: where it stands, as a path and in the text, and what it is. */
export interface Place {
  readonly path: readonly string[];
  readonly span: Span;
  readonly value: Json;
}

/** The whole document. */
export function rootOf(document: JsonDocument): readonly Place[] {
  const span = spanAt(document.text, []);
  return span ? [{ path: [], span, value: document.value }] : [];
}

/** What stands one step below a place: a member, an element, or with `*` every element of a list. */
export function below(document: JsonDocument, place: Place, step: string): readonly Place[] {
  if (step !== "*") {
    const value = child(place.value, step);
    const span = value === undefined ? undefined : spanAt(document.text, [step], place.span);
    return span && value !== undefined ? [{ path: [...place.path, step], span, value }] : [];
  }
  if (!Array.isArray(place.value)) return [];
  const values = place.value as readonly Json[];
  return elementSpans(document.text, place.span).map((span, index) => ({
    path: [...place.path, String(index)],
    span,
    value: values[index] ?? null,
  }));
}

/** Every place that a path means, `*` standing for each element of a list. */
export function placesAt(document: JsonDocument, path: readonly string[]): readonly Place[] {
  return path.reduce<readonly Place[]>(
    (places, step) => places.flatMap((place) => below(document, place, step)),
    rootOf(document),
  );
}
