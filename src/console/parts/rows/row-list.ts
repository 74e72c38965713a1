/** Rows of a list that is paged by cursor both ways, as many of them as the page keeps. The newest is the first. */

/** A row of any list. */
export interface Identified {
  readonly id: string;
}

/** A page as the API gives it. */
export interface LoadedPage<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly previous: string | null;
}

/** The kept rows. Places count from the newest row of the list, kept or not. */
export interface RowList<Row extends Identified> {
  /** The place of the first kept row: so many newer ones were let go. */
  skipped(): number;
  /** The place behind the last kept row. */
  end(): number;
  at(place: number): Row | undefined;
  /** -1 for one that is not kept. */
  placeOf(id: string): number;
  has(id: string): boolean;
  /** The row as it is now. @returns false for one that is not kept */
  update(row: Row): boolean;
  /** Rows behind the last. */
  addOlder(page: LoadedPage<Row>): void;
  /** Rows before the first, of a page of those that are newer. */
  addNewer(page: LoadedPage<Row>): void;
  /** Rows that have happened, the newest first. */
  addNews(rows: readonly Row[]): void;
  /** Where to read on: a cursor; null at the end of the list; undefined where only a time can say it. */
  olderCursor(): string | null | undefined;
  newerCursor(): string | null | undefined;
  /** So many rows were let go at the end. */
  letGo(): number;
}

interface KeptPage {
  readonly ids: string[];
  /** Undefined for rows that the stream brought: they have no cursor. */
  readonly next?: string | null;
  readonly previous?: string | null;
}

/** So many rows are kept. */
export const mostRows = 20_000;
/** Rows of the stream are put together to pages of this size. */
const pageRows = 200;

/** An empty list. @param most how many rows are kept */
export function makeRowList<Row extends Identified>(most = mostRows): RowList<Row> {
  const rows = new Map<string, Row>();
  const pages: KeptPage[] = [];
  let skipped = 0;
  let letGo = 0;

  function fresh(items: readonly Row[]): string[] {
    const added = items.filter(({ id }) => !rows.has(id));
    for (const row of items) rows.set(row.id, row);
    return added.map(({ id }) => id);
  }

  function drop(page: KeptPage | undefined): number {
    for (const id of page?.ids ?? []) rows.delete(id);
    return page?.ids.length ?? 0;
  }

  function dropOldest(): void {
    while (rows.size > most && pages.length > 1) letGo += drop(pages.pop());
  }

  return {
    skipped: () => skipped,
    end: () => skipped + rows.size,
    at(place) {
      let left = place - skipped;
      for (const { ids } of left < 0 ? [] : pages) {
        const id = ids[left];
        if (id !== undefined) return rows.get(id);
        left -= ids.length;
      }
      return undefined;
    },
    placeOf(id) {
      if (!rows.has(id)) return -1;
      let before = skipped;
      for (const { ids } of pages) {
        const found = ids.indexOf(id);
        if (found >= 0) return before + found;
        before += ids.length;
      }
      return -1;
    },
    has: (id) => rows.has(id),
    update(row) {
      if (!rows.has(row.id)) return false;
      rows.set(row.id, row);
      return true;
    },
    addOlder({ items, next, previous }) {
      pages.push({ ids: fresh(items), next, previous });
      letGo = 0;
      while (rows.size > most && pages.length > 1) skipped += drop(pages.shift());
      // From rows without a cursor nobody finds the way back to those before them.
      while (skipped > 0 && pages.length > 1 && pages[0]?.previous === undefined)
        skipped += drop(pages.shift());
    },
    addNewer({ items, next, previous }) {
      // What has happened since the list was read is news, and not a part of this.
      const missing = skipped === 0 ? [] : items.slice(-skipped);
      const ids = fresh(missing);
      skipped = Math.max(0, skipped - Math.max(ids.length, 1));
      if (ids.length === 0) skipped = 0;
      pages.unshift({ ids, next, previous });
      dropOldest();
    },
    addNews(news) {
      const ids = fresh(news);
      const [first] = pages;
      if (first && first.previous === undefined && first.ids.length < pageRows) first.ids.unshift(...ids);
      else pages.unshift({ ids });
      dropOldest();
    },
    olderCursor: () => (pages.length === 0 ? null : pages.at(-1)?.next),
    newerCursor: () => (skipped === 0 ? null : pages[0]?.previous),
    letGo: () => letGo,
  };
}
