// biome-ignore-all lint/a11y/noRedundantRoles: on a phone rows and cells become blocks, which takes their roles
import { type Signal, useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { RowWindow } from "../../../parts/rows/row-window.ts";
import { VirtualTable } from "../../../parts/rows/virtual-table.tsx";
import { useMedia } from "../../../parts/use/use-media.ts";
import { goTo } from "../../../shell/location.ts";
import { announce } from "../../../shell/news/announce.ts";
import type { StreamList } from "../list/stream-list.ts";
import { hrefFrom, type StreamRow } from "../list/stream-row.ts";
import { nouns } from "../list-states.tsx";
import { NewsBar, newsSentence } from "./news-bar.tsx";
import { focusRow } from "./row-focus.ts";
import { StreamFooter } from "./stream-footer.tsx";
import { StreamTableRow, streamColumns } from "./stream-table-row.tsx";
import { chooseRow, useRowKeys } from "./use-row-keys.ts";

/** Rows before the end of what is there, from which on more is read. */
const readAhead = 60;

function readMore(list: StreamList, { first, end }: RowWindow): void {
  const rows = list.rows();
  if (end > rows.end() - readAhead && typeof rows.olderCursor() === "string") void list.readOlder();
  else if (first < rows.skipped() + readAhead && typeof rows.newerCursor() === "string")
    void list.readNewer();
}

/** A row that is not there yet, at its place. */
const MissingRow = ({ place }: { readonly place: number }) => (
  <tr role="row" aria-rowindex={place + 2} class="missing">
    <td role="cell" colSpan={6}>
      <span class="sr">Loading</span>
      <span class="skel" />
    </td>
  </tr>
);

/** Tells screen readers of news, and keeps the place for when somebody comes back. */
function useListEffects(list: StreamList, at: string): void {
  const { waiting } = list.state.value;
  useEffect(() => {
    if (waiting > 0) announce(newsSentence(list.state.value, nouns[list.filter.show]));
  }, [waiting, list]);
  useLayoutEffect(() => {
    if (list.scrolled > 0) window.scrollTo({ top: list.scrolled, behavior: "instant" });
    const row = at === "" ? list.left : at;
    list.left = "";
    if (row === "") return;
    if (at === "") chooseRow(row);
    focusRow(row);
    // Only when the list comes into view.
  }, [list]);
}

interface DrawnRow {
  readonly made: readonly unknown[];
  readonly drawn: VNode;
}

/** Draws rows, and one that has not changed not again: most stay the same when others come. */
function useDrawnRows(
  list: StreamList,
  choose: { readonly current: (row: StreamRow, byKey: boolean) => void },
  { at, marked }: { readonly at: string; readonly marked: ReadonlySet<string> },
): (place: number) => VNode {
  const kept = useRef(new Map<string, DrawnRow>());
  const drawn = new Map<string, DrawnRow>();
  const before = kept.current;
  kept.current = drawn;
  return (place) => {
    const row = list.rows().at(place);
    if (!row) return <MissingRow key={place} place={place} />;
    const [isCurrent, isMarked] = [row.id === at, marked.has(row.id)];
    const made = [row, place, isCurrent, isMarked, list.href];
    const same = drawn.get(row.id) ?? before.get(row.id);
    const isSame = same?.made.every((one, index) => one === made[index]);
    const next: DrawnRow =
      same && isSame
        ? same
        : {
            made,
            drawn: (
              <StreamTableRow
                key={row.id}
                row={row}
                place={place}
                listHref={list.href}
                isCurrent={isCurrent}
                isMarked={isMarked}
                onChoose={(chosen, byKey) => choose.current(chosen, byKey)}
              />
            ),
          };
    drawn.set(row.id, next);
    return next.drawn;
  };
}

/** What the rows need of their screen. */
export interface StreamRowsProps {
  readonly list: StreamList;
  /** Id of the current row; empty for none. */
  readonly at: string;
  readonly marked: Signal<ReadonlySet<string>>;
  readonly isPaused: boolean;
  readonly onPause: () => void;
  /** Whether there is room for the peek. */
  readonly isWide: boolean;
}

/** The rows with their bar and footer. */
export function StreamRows({ list, at, marked, isPaused, onPause, isWide }: StreamRowsProps) {
  const element = useRef<HTMLDivElement>(null);
  const rowHeight = useMedia("(max-width: 720px)") ? 48 : 32;
  const seen = useSignal<RowWindow>({ first: 0, end: 0, firstSeen: 0, endSeen: 0 });
  const rows = list.rows();
  const state = list.state.value;
  useListEffects(list, at);
  const open = (row: StreamRow): void => {
    list.left = row.id;
    list.scrolled = window.scrollY;
    goTo(hrefFrom(list.href, row));
  };
  const showNews = (): void => {
    chooseRow(undefined);
    window.scrollTo({ top: 0, behavior: "instant" });
    void list.showNews();
  };
  useRowKeys({
    list,
    at,
    places: { element, rowHeight },
    firstSeen: () => seen.peek().firstSeen,
    marked,
    open,
    showNews,
    pause: onPause,
  });
  const onWindow = useCallback(
    (drawn: RowWindow): void => {
      seen.value = drawn;
      list.scrolled = window.scrollY;
      readMore(list, drawn);
    },
    [list, seen],
  );
  const choose = useRef((_row: StreamRow, _byKey: boolean): void => {});
  choose.current = (row, byKey) => {
    if (byKey || !isWide) open(row);
    else chooseRow(row.id === at ? undefined : row.id);
  };
  const drawRow = useDrawnRows(list, choose, { at, marked: marked.value });
  return (
    <>
      <NewsBar state={state} isPaused={isPaused} hasText={list.filter.text !== undefined} onShow={showNews} />
      <VirtualTable
        label={nouns[list.filter.show][1]}
        columns={streamColumns(list.filter.show)}
        rowHeight={rowHeight}
        end={rows.end()}
        total={state.total}
        element={element}
        drawRow={drawRow}
        onWindow={onWindow}
      />
      <StreamFooter list={list} seen={seen} marked={marked} />
    </>
  );
}
