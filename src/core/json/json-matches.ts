import { child, type Json, type JsonDocument } from "./json.ts";
import { elementSpans, type Span, spanAt } from "./json-text.ts";

/** A value of a document, with its path and its place in the text. */
export interface JsonMatch {
  readonly path: readonly string[];
  readonly span: Span;
  readonly value: Json;
}

/** The whole document as a match; empty when its text is. */
export function wholeMatch(document: JsonDocument): readonly JsonMatch[] {
  const span = spanAt(document.text, []);
  return span ? [{ path: [], span, value: document.value }] : [];
}

/** The values one step below a match: a member, an element, or with `*` every element of a list. */
export function matchesBelow(document: JsonDocument, match: JsonMatch, step: string): readonly JsonMatch[] {
  if (step !== "*") {
    const value = child(match.value, step);
    const span = value === undefined ? undefined : spanAt(document.text, [step], match.span);
    return span && value !== undefined ? [{ path: [...match.path, step], span, value }] : [];
  }
  if (!Array.isArray(match.value)) return [];
  const values = match.value as readonly Json[];
  return elementSpans(document.text, match.span).map((span, index) => ({
    path: [...match.path, String(index)],
    span,
    value: values[index] ?? null,
  }));
}

/**
 * Every value at a path, in order; `*` stands for each element of a list.
 * @param from where the path starts; default: the whole document
 */
export function matchesAt(
  document: JsonDocument,
  path: readonly string[],
  from = wholeMatch(document),
): readonly JsonMatch[] {
  return path.reduce(
    (matches, step) => matches.flatMap((match) => matchesBelow(document, match, step)),
    from,
  );
}
