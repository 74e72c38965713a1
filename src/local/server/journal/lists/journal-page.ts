import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { BridgeError } from "../../../../core/errors.ts";
import type { ListQuery, Page } from "../../../../operate/lists.ts";

/** A value of SQLite. */
export type SqlValue = string | number | null;

/** A condition of a WHERE clause, and the values of its question marks. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A row as SQLite gives it. */
export type SqlRow = Readonly<Record<string, SQLOutputValue>>;

const defaultLimit = 100;
const largestLimit = 1_000;

/** The place that a cursor names. @throws BridgeError `wrong-use` for what no list has given */
export function placeOfCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^[0-9]{1,15}$/.test(cursor)) return Number(cursor);
  throw new BridgeError(
    "wrong-use",
    `"${cursor.slice(0, 40)}" is no cursor of a list.`,
    "Take `before` from `next` of a page, and `after` from its `previous`.",
  );
}

/** The size of a page. @throws BridgeError `wrong-use` */
export function pageLimit({ limit = defaultLimit }: Pick<ListQuery, "limit">): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= largestLimit) return limit;
  throw new BridgeError(
    "wrong-use",
    `A page has 1 to ${largestLimit} items, not ${limit}.`,
    "Use another `limit`.",
  );
}

/** Which rows a page has: the newest ones between two places, or the oldest ones where it goes on behind `after`. */
interface PageRange {
  readonly limit: number;
  readonly isForward: boolean;
  readonly after: number;
  readonly before: number;
  /** Where the pages beside it begin if there is no row between. */
  readonly ifEmpty: { readonly oldest: number; readonly newest: number };
}

/** The range that a query asks for. @throws BridgeError `wrong-use` */
export function pageRange(query: ListQuery): PageRange {
  const limit = pageLimit(query);
  const before = placeOfCursor(query.before);
  const after = placeOfCursor(query.after);
  if (after !== undefined && before === undefined)
    return {
      limit,
      isForward: true,
      after,
      before: Number.MAX_SAFE_INTEGER,
      ifEmpty: { oldest: after + 1, newest: after },
    };
  return {
    limit,
    isForward: false,
    after: after ?? 0,
    before: before ?? Number.MAX_SAFE_INTEGER,
    ifEmpty: { oldest: before ?? 0, newest: Math.max(0, (before ?? 1) - 1) },
  };
}

/** The conditions with a word between them, as a balanced tree: SQLite takes no expression that is deeper than 1,000. */
function joinedEvenly(sqls: readonly string[], word: "AND" | "OR"): string {
  if (sqls.length <= 2) return sqls.map((sql) => `(${sql})`).join(` ${word} `);
  const middle = Math.ceil(sqls.length / 2);
  return joinedEvenly(
    [joinedEvenly(sqls.slice(0, middle), word), joinedEvenly(sqls.slice(middle), word)],
    word,
  );
}

/** All of these conditions; true for none. */
export const both = (conditions: readonly SqlCondition[]): SqlCondition => ({
  sql:
    joinedEvenly(
      conditions.map(({ sql }) => sql),
      "AND",
    ) || "1",
  values: conditions.flatMap(({ values }) => values),
});

/** One of these conditions. */
export const either = (conditions: readonly SqlCondition[]): SqlCondition => ({
  sql:
    joinedEvenly(
      conditions.map(({ sql }) => sql),
      "OR",
    ) || "0",
  values: conditions.flatMap(({ values }) => values),
});

/** A table as a list. */
export interface JournalList<Item> {
  readonly database: DatabaseSync;
  readonly table: "requests" | "events" | "consumptions";
  readonly itemOf: (row: SqlRow) => Item;
}

/** A page of a table, the newest row first. */
export function readJournalPage<Item>(
  { database, table, itemOf }: JournalList<Item>,
  query: ListQuery,
  filter: SqlCondition,
): Page<Item> {
  const { limit, isForward, after, before, ifEmpty } = pageRange(query);
  const rows = (more: string, ...values: readonly SqlValue[]): readonly SqlRow[] =>
    database.prepare(`SELECT * FROM ${table} WHERE ${filter.sql} ${more}`).all(...filter.values, ...values);
  const found = isForward
    ? rows("AND seq > ? ORDER BY seq LIMIT ?", after, limit).toReversed()
    : rows("AND seq < ? AND seq > ? ORDER BY seq DESC LIMIT ?", before, after, limit);
  const oldest = Number(found.at(-1)?.seq ?? ifEmpty.oldest);
  const hasOlder = rows("AND seq < ? LIMIT 1", oldest).length > 0;
  const { total } =
    database.prepare(`SELECT COUNT(*) AS total FROM ${table} WHERE ${filter.sql}`).get(...filter.values) ??
    {};
  return {
    items: found.map(itemOf),
    next: hasOlder ? String(oldest) : null,
    previous: String(found[0]?.seq ?? ifEmpty.newest),
    total: Number(total),
  };
}
