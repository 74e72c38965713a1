/** What has come since a list was read, and is not shown. */
import type { News } from "../../../api/stream/news.ts";
import { makeNewsCount } from "../../../parts/rows/news-count.ts";
import { isChosen, type StreamFilter } from "../filter/stream-filter.ts";
import { isFirstAttempt, type StreamRow, streamRow } from "./stream-row.ts";

/** Numbers of the news. */
export interface NewsFigures {
  /** New rows that are not shown. */
  readonly waiting: number;
  /** Of them, refused ones. */
  readonly refused: number;
  /** Items that the bridge left out because the page was too slow. */
  readonly missed: number;
  /** New rows a second. */
  readonly rate: number;
  /** True where rows come so fast that they are counted and not drawn. */
  readonly isCounted: boolean;
}

/** The news of one list. */
export interface StreamNews {
  /** @returns rows that are shown already, as they are now */
  take(news: readonly News[], isShown: (id: string) => boolean): readonly StreamRow[];
  figures(): NewsFigures;
  /** What waits, the newest first; undefined where it has to be read. */
  waiting(): readonly StreamRow[] | undefined;
  /** Forgets what waits: it is shown. */
  shown(): void;
  /** New rows since the list was read. */
  sinceRead(): number;
  /** The list was read. @param oldest what is older is no news */
  read(oldest: string): void;
}

/** From so many new rows a second on, they are counted; below the second number they are drawn again. */
const fastRate = { from: 40, until: 15 };

/** The news that a filter lets through. */
export function makeStreamNews(filter: StreamFilter, now: () => number = Date.now): StreamNews {
  let oldestRead = "";
  const news = makeNewsCount<StreamRow>(
    () => oldestRead,
    ({ listed }) => listed.kind !== "consumed" || isFirstAttempt(listed.row),
  );
  let sinceRead = 0;
  let refused = 0;
  let isCounted = false;
  const shown = (): void => {
    news.clear();
    refused = 0;
  };
  return {
    take(items, isShown) {
      const chosen: StreamRow[] = [];
      for (const item of items)
        if (item.kind === "gap") news.addGap(item.count);
        else if (isChosen(filter, item, now())) chosen.push(streamRow(item));
      const { added, updated } = news.take(chosen, now(), isShown);
      sinceRead += added.length;
      refused += added.filter(({ outcome }) => outcome === "refused").length;
      return updated;
    },
    figures() {
      const rate = news.rate(now());
      isCounted = rate >= (isCounted ? fastRate.until : fastRate.from);
      return { waiting: news.count(), refused, missed: news.missed(), rate, isCounted };
    },
    waiting: news.waiting,
    shown,
    sinceRead: () => sinceRead,
    read(oldest) {
      oldestRead = oldest;
      sinceRead = 0;
      shown();
    },
  };
}
