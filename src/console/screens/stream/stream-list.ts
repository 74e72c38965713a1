/** The list of the Stream. It outlives its screen, so that Esc leads back to the same row. */
import { signal } from "@preact/signals";
import type { ReadRange } from "../../../operate/lists.ts";
import { ApiFailure, askApi } from "../../api/ask-api.ts";
import type { News } from "../../api/stream/news.ts";
import { type LoadedPage, makeRowList, type RowList } from "../../parts/rows/row-list.ts";
import { filterHref, listCall, type StreamFilter } from "./stream-filter.ts";
import { makeStreamNews, type NewsFigures } from "./stream-news.ts";
import { listedRow, type StreamRow } from "./stream-row.ts";

/** What is seen of a list beside its rows. */
export interface ListState extends NewsFigures {
  /** Grows with every change of the rows. */
  readonly version: number;
  readonly isLoaded: boolean;
  readonly failure?: ApiFailure | undefined;
  /** Rows that the filters let through, with those that have come since; null where nobody knows. */
  readonly total: number | null;
  /** What of the past a stage could read. */
  readonly read?: ReadRange | undefined;
}

/** One list with its filter. */
export interface StreamList {
  readonly href: string;
  readonly filter: StreamFilter;
  rows(): RowList<StreamRow>;
  readonly state: { readonly value: ListState };
  /** Where it was scrolled to, when its screen was left. */
  scrolled: number;
  /** While this is true, nothing is put in front of the rows. */
  isHeld: () => boolean;
  /** Reads the newest rows. */
  load(): Promise<void>;
  readOlder(): Promise<void>;
  readNewer(): Promise<void>;
  /** Shows what waits. */
  showNews(): Promise<void>;
  take(news: readonly News[]): void;
  /** What changes without news: their rate, and that they need not wait any more. */
  tick(): void;
  close(): void;
}

/** A page of the list, with what the API says beside. */
export interface StreamPage extends LoadedPage<StreamRow> {
  readonly total: number | null;
  readonly read?: ReadRange;
}

/** Asks for a page. @param cursor `before` or `after`; without one, for the newest */
export type AskPage = (
  filter: StreamFilter,
  cursor: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<StreamPage>;

const askPage: AskPage = async (filter, cursor, leaving) => {
  const { path, query } = listCall(filter, Date.now());
  const page = await askApi<LoadedPage<unknown> & Pick<StreamPage, "total" | "read">>(path, {
    query: { limit: 200, ...query, ...cursor },
    signal: leaving,
  });
  return { ...page, items: page.items.map((row) => listedRow(filter.show, row)) };
};

const asFailure = (error: unknown): ApiFailure =>
  error instanceof ApiFailure
    ? error
    : new ApiFailure(0, "internal", `The page failed: ${error}`, "Load the page again, and report it.");

/** Runs one thing at a time: what comes meanwhile is left out. */
function oneAtATime(settle: (failure: unknown) => void): (run: () => Promise<void>) => Promise<void> {
  let isRunning = false;
  return async (run) => {
    if (isRunning) return;
    isRunning = true;
    try {
      await run();
      settle(undefined);
    } catch (error) {
      settle(error);
    } finally {
      isRunning = false;
    }
  };
}

/** A list that has not been read yet. */
export function makeStreamList(filter: StreamFilter, ask = askPage, now = Date.now): StreamList {
  const leaving = new AbortController();
  const news = makeStreamNews(filter, now);
  let rows = makeRowList<StreamRow>();
  let total: number | null = null;
  /** What comes while the newest rows are read: it may be in them or not. */
  let arriving: News[] | undefined;
  const state = signal<ListState>({ version: 0, isLoaded: false, total: null, ...news.figures() });
  const change = (more: Partial<ListState> = {}): void => {
    const version = state.value.version + 1;
    const all = total === null ? null : total + news.sinceRead();
    state.value = { ...state.value, version, total: all, ...news.figures(), ...more };
  };
  const reading = oneAtATime((failure) => {
    if (!leaving.signal.aborted) change({ failure: failure === undefined ? undefined : asFailure(failure) });
  });
  const load = (): Promise<void> =>
    reading(async () => {
      arriving = [];
      try {
        const page = await ask(filter, {}, leaving.signal);
        rows = makeRowList<StreamRow>();
        rows.addOlder(page);
        total = page.total;
        news.read(page.next === null ? "" : (page.items.at(-1)?.at ?? ""));
        change({ isLoaded: true, read: page.read });
      } finally {
        const items = arriving;
        arriving = undefined;
        list.take(items);
      }
    });
  const readMore = (side: "before" | "after", cursorOf: () => string | null | undefined): Promise<void> =>
    reading(async () => {
      const cursor = cursorOf();
      if (typeof cursor !== "string") return;
      const page = await ask(filter, { [side]: cursor }, leaving.signal);
      if (side === "before") rows.addOlder(page);
      else rows.addNewer(page);
    });
  async function showNews(): Promise<void> {
    const waiting = news.waiting();
    if (!waiting || rows.skipped() > 0) return load();
    rows.addNews(waiting);
    news.shown();
    change();
  }
  const list: StreamList = {
    href: filterHref(filter),
    filter,
    rows: () => rows,
    state,
    scrolled: 0,
    isHeld: () => false,
    load,
    readOlder: () => readMore("before", () => rows.olderCursor()),
    readNewer: () => readMore("after", () => rows.newerCursor()),
    showNews,
    take(items) {
      if (arriving) return void arriving.push(...items);
      for (const row of news.take(items, rows.has)) rows.update(row);
      change();
      list.tick();
    },
    tick() {
      const { waiting, missed, isLoaded, rate } = state.value;
      if (rate > 0 || waiting + missed > 0) change();
      if (isLoaded && waiting + missed > 0 && !state.value.isCounted && !list.isHeld()) void showNews();
    },
    close: () => leaving.abort(),
  };
  return list;
}
