import { signal } from "@preact/signals";
import { askApi } from "../../../api/ask-api.ts";
import type { News } from "../../../api/stream/news.ts";
import { makeNewsCount } from "../../../parts/rows/news-count.ts";
import { isChosen, listCall, type Show, type StreamFilter, shows } from "../filter/stream-filter.ts";
import { isFirstAttempt } from "./stream-row.ts";

/** How many rows each list has; a list whose number nobody knows is not in it. */
export type TabCounts = Readonly<Partial<Record<Show, number>>>;

/** The numbers of all lists for one filter. */
export interface TabCounter {
  readonly counts: { readonly value: TabCounts };
  read(): Promise<void>;
  take(news: readonly News[]): void;
}

/** Asks for the length of a list. */
export type AskTotal = (filter: StreamFilter) => Promise<number | null>;

const askTotal: AskTotal = async (filter) => {
  const { path, query } = listCall(filter, Date.now());
  return (await askApi<{ readonly total: number | null }>(path, { query: { ...query, limit: 1 } })).total;
};

interface CountedRow {
  readonly id: string;
  readonly at: string;
  readonly attempts?: number;
}

/** @param filter its `show` does not matter */
export function makeTabCounter(filter: StreamFilter, ask = askTotal, now = Date.now): TabCounter {
  const counts = signal<TabCounts>({});
  const filters = shows.map((show) => ({ ...filter, show }));
  const since = new Date(now()).toISOString();
  const kinds = (["request", "event", "consumed", "dead-letter"] as const).map((kind) => ({
    kind,
    news: makeNewsCount<CountedRow>(
      () => since,
      (row) => kind !== "consumed" || isFirstAttempt(row),
    ),
  }));
  return {
    counts,
    async read() {
      // A search looks into every payload, and is not made six times.
      if (filter.text !== undefined) return;
      await Promise.all(
        filters.map(async (one) => {
          const total = await ask(one).catch(() => null);
          if (total !== null) counts.value = { ...counts.value, [one.show]: total };
        }),
      );
    },
    take(items) {
      const changed: Record<string, number> = {};
      for (const { kind, news } of kinds) {
        const own = items.flatMap((item) => (item.kind !== "gap" && item.kind === kind ? [item] : []));
        const added = new Set(
          news
            .take(
              own.map(({ row }) => row),
              now(),
              () => false,
            )
            .added.map(({ id }) => id),
        );
        for (const item of own) {
          if (!added.delete(item.row.id)) continue;
          for (const one of filters)
            if (isChosen(one, item, now())) changed[one.show] = (changed[one.show] ?? 0) + 1;
        }
      }
      const next = Object.entries(counts.value).map(([show, count]) => [show, count + (changed[show] ?? 0)]);
      if (Object.keys(changed).length > 0) counts.value = Object.fromEntries(next);
    },
  };
}
