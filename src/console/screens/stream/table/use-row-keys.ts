import type { Signal } from "@preact/signals";
import { copyText } from "../../../parts/controls/copy-line.tsx";
import { type KeyMap, useKeys } from "../../../shell/keys/keys.ts";
import { goTo, withQuery } from "../../../shell/location.ts";
import { timeChipId } from "../filter/filter-chips.tsx";
import { filterFieldId } from "../filter/filter-field.tsx";
import type { StreamList } from "../list/stream-list.ts";
import { hrefFrom, type StreamRow } from "../list/stream-row.ts";
import { focusRow, type RowPlaces, scrollToRow } from "./row-focus.ts";

/** What the keys of the list are about. */
export interface RowKeys {
  readonly list: StreamList;
  /** Id of the current row; empty for none. */
  readonly at: string;
  readonly places: RowPlaces;
  /** Place of the first row that is seen. */
  readonly firstSeen: () => number;
  readonly marked: Signal<ReadonlySet<string>>;
  readonly open: (row: StreamRow) => void;
  readonly showNews: () => void;
  readonly pause: () => void;
}

/** Makes a row the current one; undefined: none. It stands in the URL. */
export function chooseRow(id: string | undefined): void {
  goTo(withQuery({ at: id }), { replace: true });
}

function moveTo(place: number, { list, places }: RowKeys): void {
  const rows = list.rows();
  const row = rows.at(Math.max(rows.skipped(), Math.min(place, rows.end() - 1)));
  if (!row) return;
  chooseRow(row.id);
  scrollToRow(rows.placeOf(row.id), places);
  focusRow(row.id);
}

function mark({ list, at, marked }: RowKeys, toHere: boolean): void {
  const rows = list.rows();
  const place = rows.placeOf(at);
  if (place < 0) return;
  const ids = new Set(marked.value);
  const last = rows.placeOf([...ids].at(-1) ?? "");
  if (toHere && last >= 0)
    for (let each = Math.min(last, place); each <= Math.max(last, place); each++) {
      const id = rows.at(each)?.id;
      if (id !== undefined) ids.add(id);
    }
  else if (!ids.delete(at)) ids.add(at);
  marked.value = ids;
}

const focusOn = (id: string): void => document.getElementById(id)?.focus();

/** The keys of the list. */
export function useRowKeys(keys: RowKeys): void {
  const { list, at, marked, open, showNews, pause, firstSeen } = keys;
  const current = (): StreamRow | undefined => {
    const rows = list.rows();
    return rows.at(rows.placeOf(at));
  };
  const step = (by: number): void => {
    const place = list.rows().placeOf(at);
    moveTo(place < 0 ? firstSeen() : place + by, keys);
  };
  const withRow = (use: (row: StreamRow) => void) => (): unknown => {
    const row = current();
    return row ? use(row) : false;
  };
  const map: KeyMap = {
    j: () => step(1),
    k: () => step(-1),
    Enter: withRow(open),
    o: withRow((row) => void window.open(hrefFrom(list.href, row), "_blank", "noopener")),
    e: withRow((row) => (row.outcome === "refused" ? open(row) : undefined)),
    y: withRow(({ href }) => void copyText(`${window.location.origin}${href}`, "the link")),
    x: () => mark(keys, false),
    "Shift x": () => mark(keys, true),
    ".": showNews,
    p: pause,
    t: () => focusOn(timeChipId),
    "/": () => focusOn(filterFieldId),
    Escape() {
      if (marked.value.size > 0) marked.value = new Set();
      else if (at !== "") chooseRow(undefined);
      else return false;
      return true;
    },
  };
  useKeys(map);
}
