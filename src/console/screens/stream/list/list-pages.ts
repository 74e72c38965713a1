/** The pages of a list, read from the API. */
import type { ReadRange } from "../../../../operate/lists.ts";
import { askApi } from "../../../api/ask-api.ts";
import { type LoadedPage, makeRowList, type RowList } from "../../../parts/rows/row-list.ts";
import { listCall, type StreamFilter } from "../filter/stream-filter.ts";
import { listedRow, type StreamRow } from "./stream-row.ts";

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

/** Asks the bridge for a page. */
export const askPage: AskPage = async (filter, cursor, leaving) => {
  const { path, query } = listCall(filter, Date.now());
  const page = await askApi<LoadedPage<unknown> & Pick<StreamPage, "total" | "read">>(path, {
    query: { limit: 200, ...query, ...cursor },
    signal: leaving,
  });
  return { ...page, items: page.items.map((row) => listedRow(filter.show, row)) };
};

/** Rows that were read. */
export interface ListPages {
  rows(): RowList<StreamRow>;
  /** Begins anew with the newest rows. */
  readNewest(): Promise<StreamPage>;
  /** Rows behind the last one, or before the first. */
  readMore(side: "before" | "after"): Promise<void>;
  isLeft(): boolean;
  leave(): void;
}

/** Pages of which none was read yet. */
export function makeListPages(filter: StreamFilter, ask: AskPage): ListPages {
  const leaving = new AbortController();
  let rows = makeRowList<StreamRow>();
  return {
    rows: () => rows,
    async readNewest() {
      const page = await ask(filter, {}, leaving.signal);
      rows = makeRowList<StreamRow>();
      rows.addOlder(page);
      return page;
    },
    async readMore(side) {
      const cursor = (side === "before" ? rows.olderCursor() : rows.newerCursor()) ?? "";
      if (cursor === "") return;
      const page = await ask(filter, { [side]: cursor }, leaving.signal);
      if (side === "before") rows.addOlder(page);
      else rows.addNewer(page);
    },
    isLeft: () => leaving.signal.aborted,
    leave: () => leaving.abort(),
  };
}
