/** The list of the Stream. It outlives its screen, so that Esc leads back to the same row. */
import { signal } from "@preact/signals";
import type { ReadRange } from "../../../../operate/lists.ts";
import { ApiFailure } from "../../../api/ask-api.ts";
import type { News } from "../../../api/stream/news.ts";
import type { RowList } from "../../../parts/rows/row-list.ts";
import { filterHref, type StreamFilter } from "../filter/stream-filter.ts";
import { askPage, makeListPages } from "./list-pages.ts";
import { makeStreamNews, type NewsFigures } from "./stream-news.ts";
import type { StreamRow } from "./stream-row.ts";

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
  /** Id of the row that was opened from it; empty for none. */
  left: string;
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

const failureOfList = (error: unknown): ApiFailure | undefined =>
  error === undefined || error instanceof ApiFailure
    ? error
    : new ApiFailure(0, "internal", `The page failed: ${error}`, "Load the page again, and report it.");

/** Runs one thing at a time: what comes meanwhile is left out. */
function oneAtATime(settle: (failure?: unknown) => void): (run: () => Promise<void>) => Promise<void> {
  let isRunning = false;
  return async (run) => {
    if (isRunning) return;
    isRunning = true;
    try {
      await run();
      settle();
    } catch (error) {
      settle(error);
    } finally {
      isRunning = false;
    }
  };
}

/** A list that has not been read yet. */
export function makeStreamList(filter: StreamFilter, ask = askPage, now = Date.now): StreamList {
  const pages = makeListPages(filter, ask);
  const news = makeStreamNews(filter, now);
  let total: number | null = null;
  /** What comes while the newest rows are read, and may be in them. */
  let arriving: News[] | undefined;
  const state = signal<ListState>({ version: 0, isLoaded: false, total: null, ...news.figures() });
  const change = (more: Partial<ListState> = {}): void => {
    const all = total === null ? null : total + news.sinceRead();
    state.value = {
      ...state.value,
      version: state.value.version + 1,
      total: all,
      ...news.figures(),
      ...more,
    };
  };
  const reading = oneAtATime((failure) => {
    if (!pages.isLeft()) change({ failure: failureOfList(failure) });
  });
  const load = (): Promise<void> =>
    reading(async () => {
      arriving = [];
      try {
        const page = await pages.readNewest();
        total = page.total;
        news.read(page.next === null ? "" : (page.items.at(-1)?.at ?? ""));
        change({ isLoaded: true, read: page.read });
      } finally {
        const items = arriving;
        arriving = undefined;
        list.take(items);
      }
    });
  async function showNews(): Promise<void> {
    const waiting = news.waiting();
    if (!waiting || pages.rows().skipped() > 0) return load();
    pages.rows().addNews(waiting);
    news.shown();
    change();
  }
  const list: StreamList = {
    href: filterHref(filter),
    filter,
    rows: pages.rows,
    state,
    scrolled: 0,
    left: "",
    isHeld: () => false,
    load,
    readOlder: () => reading(() => pages.readMore("before")),
    readNewer: () => reading(() => pages.readMore("after")),
    showNews,
    take(items) {
      if (arriving) return void arriving.push(...items);
      for (const row of news.take(items, pages.rows().has)) pages.rows().update(row);
      change();
      const isBroken = items.some((item) => item.kind === "gap" && item.count === 0);
      if (isBroken && !list.isHeld()) void load();
      else list.tick();
    },
    tick() {
      const { waiting, missed, isLoaded, rate } = state.value;
      if (rate > 0 || waiting + missed > 0) change();
      if (isLoaded && waiting + missed > 0 && !state.value.isCounted && !list.isHeld()) void showNews();
    },
    close: pages.leave,
  };
  return list;
}
