import { setImmediate } from "node:timers/promises";
import type { ListQuery, Page } from "../../../../operate/lists.ts";
import { type JournalList, pageRange, type SqlCondition } from "./journal-page.ts";

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
  const { limit, isForward, after, before, ifEmpty } = pageRange(query);
  const places = await matchingPlaces(list, filter);
  const between = places.filter((place) => place < before && place > after);
  const chosen = (isForward ? between.slice(0, limit) : between.slice(-limit)).toReversed();
  const row = list.database.prepare(`SELECT * FROM ${list.table} WHERE seq = ?`);
  const rows = chosen.map((place) => row.get(place)).filter((found) => found !== undefined);
  const oldest = chosen.at(-1) ?? ifEmpty.oldest;
  return {
    items: rows.map(list.itemOf),
    next: places.some((place) => place < oldest) ? String(oldest) : null,
    previous: String(chosen[0] ?? ifEmpty.newest),
    total: places.length,
  };
}
