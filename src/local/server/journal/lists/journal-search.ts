import { setImmediate } from "node:timers/promises";
import type { ListQuery, Page } from "../../../../operate/lists.ts";
import {
  type JournalList,
  pageLimit,
  placeOfCursor,
  type SeqRow,
  type SqlCondition,
} from "./journal-page.ts";

/**
 * So many rows are looked at before anything else has its turn. A search looks into payloads, a tenth of a millisecond each, in the process that
 * answers webhooks.
 */
const rowsAtOnce = 50;

/** Where all rows are that a filter lets through, the oldest first. */
async function matchingPlaces(
  { database, table }: JournalList<unknown>,
  filter: SqlCondition,
): Promise<readonly number[]> {
  const { first, last } =
    database.prepare(`SELECT MIN(seq) AS first, MAX(seq) AS last FROM ${table}`).get() ?? {};
  const statement = database.prepare(
    `SELECT seq FROM ${table} WHERE seq >= ? AND seq < ? AND (${filter.sql}) ORDER BY seq`,
  );
  const places: number[] = [];
  for (let from = Number(first ?? 1); from <= Number(last ?? 0); from += rowsAtOnce) {
    for (const { seq } of statement.all(from, from + rowsAtOnce, ...filter.values)) places.push(Number(seq));
    await setImmediate();
  }
  return places;
}

/** The same page as `readJournalPage` gives, for filters that take long: other work goes on meanwhile. */
export async function searchJournal<Item>(
  list: JournalList<Item>,
  query: ListQuery,
  filter: SqlCondition,
): Promise<Page<Item>> {
  const limit = pageLimit(query);
  const before = placeOfCursor(query.before);
  const after = placeOfCursor(query.after);
  const forward = after !== undefined && before === undefined;
  const places = await matchingPlaces(list, filter);
  const between = places.filter(
    (place) => place < (before ?? Number.MAX_SAFE_INTEGER) && place > (after ?? 0),
  );
  const chosen = (forward ? between.slice(0, limit) : between.slice(-limit)).toReversed();
  const row = list.database.prepare(`SELECT * FROM ${list.table} WHERE seq = ?`);
  const rows = chosen.flatMap((place) => (row.get(place) as unknown as SeqRow | undefined) ?? []);
  const oldest = chosen.at(-1) ?? (forward ? after + 1 : (before ?? 0));
  return {
    items: rows.map(list.itemOf),
    next: places.some((place) => place < oldest) ? String(oldest) : null,
    previous: String(chosen[0] ?? (forward ? after : Math.max(0, (before ?? 1) - 1))),
    total: places.length,
  };
}
