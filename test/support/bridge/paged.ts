import type { ListQuery, Page } from "../../../src/operate/lists.ts";

/** The part of a list that a query asks for. @param rows the oldest first @param cursorOf a text that is unlike for each row */
export function paged<Row>(
  rows: readonly Row[],
  { before, after, limit = 100 }: Pick<ListQuery, "before" | "after" | "limit">,
  cursorOf: (row: Row) => string,
): Page<Row> {
  const placeOf = (cursor: string): number => rows.findIndex((row) => cursorOf(row) === cursor);
  const end = before === undefined ? rows.length : placeOf(before);
  const start = after === undefined ? 0 : placeOf(after) + 1;
  const between = rows.slice(start, end);
  const part = after === undefined ? between.slice(-limit) : between.slice(0, limit);
  const [oldest] = part;
  const newest = part.at(-1);
  const hasOlder = oldest !== undefined && rows[0] !== oldest;
  return {
    items: part.toReversed(),
    next: hasOlder ? cursorOf(oldest) : null,
    previous: newest ? cursorOf(newest) : (after ?? null),
    total: rows.length,
  };
}
