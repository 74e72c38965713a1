/** What has come and is not shown: rows that wait behind the bar, and rows that were only counted. */
import type { Identified } from "./row-list.ts";

/** The news of a list. */
export interface NewsCount<Row extends Identified> {
  /**
   * @param isShown whether the list has the row
   * @returns rows that are new, and those that say more of one that the list has
   */
  take(
    rows: readonly Row[],
    at: number,
    isShown: (id: string) => boolean,
  ): { readonly added: readonly Row[]; readonly updated: readonly Row[] };
  /** Items that the bridge left out. */
  addGap(count: number): void;
  /** All rows that wait, the newest first; undefined where they are too many to be kept. */
  waiting(): readonly Row[] | undefined;
  /** How many wait. */
  count(): number;
  missed(): number;
  /** New rows a second, of the last two seconds. @param at the present time */
  rate(at: number): number;
  /** Forgets what waits: it is shown. */
  clear(): void;
}

/** So many rows wait as they are. Of more, the newest are read again when somebody wants to see them. */
const mostWaiting = 200;
/** So many ids are remembered, to tell a new row from one that says more than before. */
const mostKnown = 5_000;
const rateMs = 2_000;

/**
 * @param since what is older than this is of before the list was read, and no news
 * @param isFirst false for what says more of a row that the list has, loaded or not
 */
export function makeNewsCount<Row extends Identified & { readonly at: string }>(
  since: () => string,
  isFirst: (row: Row) => boolean = () => true,
): NewsCount<Row> {
  let known = new Set<string>();
  let knownBefore = new Set<string>();
  let waiting: Map<string, Row> | undefined = new Map();
  let count = 0;
  let missed = 0;
  let arrivals: { readonly at: number; readonly number: number }[] = [];

  function isNew(row: Row): boolean {
    if (row.at < since() || !isFirst(row) || known.has(row.id) || knownBefore.has(row.id)) return false;
    if (known.size >= mostKnown) {
      knownBefore = known;
      known = new Set();
    }
    known.add(row.id);
    return true;
  }

  return {
    take(rows, at, isShown) {
      const updated: Row[] = [];
      const added: Row[] = [];
      for (const row of rows) {
        if (isShown(row.id)) updated.push(row);
        else if (isNew(row)) {
          added.push(row);
          waiting?.set(row.id, row);
        } else if (waiting?.has(row.id)) waiting.set(row.id, row);
        if (waiting && waiting.size > mostWaiting) waiting = undefined;
      }
      count += added.length;
      if (added.length > 0) arrivals.push({ at, number: added.length });
      return { added, updated };
    },
    addGap(number) {
      missed += number;
      waiting = undefined;
    },
    waiting: () => waiting && [...waiting.values()].toReversed(),
    count: () => count,
    missed: () => missed,
    rate(at) {
      arrivals = arrivals.filter((arrival) => arrival.at > at - rateMs);
      return arrivals.reduce((sum, { number }) => sum + number, 0) / (rateMs / 1_000);
    },
    clear() {
      waiting = new Map();
      count = 0;
      missed = 0;
    },
  };
}
