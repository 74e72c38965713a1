import type { ListFilter } from "../../../../operate/lists.ts";
import { either, type SqlCondition } from "./journal-page.ts";

const marks = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** One of these values in the column; nothing where there is no filter. */
export const oneOf = (column: string, values: readonly string[] | undefined): readonly SqlCondition[] =>
  values === undefined ? [] : [{ sql: `${column} IN (${marks(values)})`, values }];

/** One of these types, of which one that ends in `*` stands for all that begin so. */
export function oneOfTypes(column: string, types: readonly string[] | undefined): readonly SqlCondition[] {
  if (types === undefined) return [];
  const whole = types.filter((type) => !type.endsWith("*"));
  const beginnings = types
    .filter((type) => type.endsWith("*"))
    // Not LIKE, for which an underscore is any character.
    .map((type) => ({ sql: `substr(${column}, 1, ?) = ?`, values: [type.length - 1, type.slice(0, -1)] }));
  // SQLite plans each `=` of a long OR by itself, which takes seconds.
  return [either([...oneOf(column, whole.length > 0 ? whole : undefined), ...beginnings])];
}

/** The text in one of these columns, in any case of letters. */
export const containing = (columns: readonly string[], text: string): SqlCondition =>
  either(columns.map((column) => ({ sql: `instr(lower(${column}), lower(?)) > 0`, values: [text] })));

/** Between the two moments, both included. */
export const between = ({ from, to }: Pick<ListFilter, "from" | "to">): readonly SqlCondition[] => [
  ...(from === undefined ? [] : [{ sql: "at >= ?", values: [from] }]),
  ...(to === undefined ? [] : [{ sql: "at <= ?", values: [to] }]),
];
