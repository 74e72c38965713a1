import { child, type Json, parseJson } from "../../core/json/json.ts";
import type { Pattern } from "../../core/patterns/pattern.ts";

/** Where a pattern names kinds of events. */
export const namePaths = ["detail.type", "detail-type"] as const;

/** A value by which a pattern asks for kinds of events. */
export interface NameCondition {
  readonly path: (typeof namePaths)[number];
  readonly text: string;
  readonly isBeginning: boolean;
}

/** The values of a condition's list. */
export function conditionValues(text: string): readonly Json[] {
  const values = parseJson(text)?.value;
  return Array.isArray(values) ? values : [];
}

/** The strings anywhere in a value. */
function stringsIn(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** The texts of all conditions on a path, over all alternatives. */
export const conditionTexts = ({ alternatives }: Pattern, path: string): readonly string[] => [
  ...new Set(alternatives.flatMap((conditions) => conditions.get(path)?.text ?? [])),
];

/** Every text by which a pattern asks for names, also inside of operators. */
export const textsOfNames = (pattern: Pattern): readonly string[] =>
  namePaths.flatMap((path) => conditionTexts(pattern, path).flatMap(conditionValues).flatMap(stringsIn));

/** A value by which a pattern asks for kinds of events; undefined for one with another operator than `prefix`. */
export function nameCondition(path: NameCondition["path"], value: Json): NameCondition | undefined {
  if (typeof value === "string") return { path, text: value, isBeginning: false };
  const prefix = child(value, "prefix");
  return typeof prefix === "string" ? { path, text: prefix, isBeginning: true } : undefined;
}

/** The names and beginnings of names that a pattern asks for. */
export const nameConditions = (pattern: Pattern): readonly NameCondition[] =>
  namePaths.flatMap((path) =>
    conditionTexts(pattern, path)
      .flatMap(conditionValues)
      .flatMap((value) => nameCondition(path, value) ?? []),
  );
