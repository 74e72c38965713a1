import type { Signal } from "@preact/signals";
import { Button } from "../../../parts/controls/button.tsx";
import { CopyButton } from "../../../parts/controls/copy-line.tsx";
import { Link } from "../../../parts/controls/link.tsx";
import type { RowWindow } from "../../../parts/rows/row-window.ts";
import { count, plural } from "../../../parts/text/numbers.ts";
import { filterHref } from "../filter/stream-filter.ts";
import type { StreamList } from "../list/stream-list.ts";
import { shownId } from "../list/stream-row.ts";

/** The end of what is there: older rows are read, were let go, or are no more. */
function ListEnd({ list }: { readonly list: StreamList }) {
  const rows = list.rows();
  const gone = rows.letGo();
  const last = rows.at(rows.end() - 1);
  if (gone > 0)
    return (
      <p class="meta let-go">
        The oldest {plural(gone, "row")} were let go: this page keeps 20,000.{" "}
        {rows.olderCursor() === undefined && last && (
          <Link href={filterHref({ ...list.filter, to: last.at })}>Read on from there</Link>
        )}
      </p>
    );
  return typeof rows.olderCursor() === "string" ? (
    <p class="meta let-go">Older rows are read as you scroll</p>
  ) : null;
}

/** Under the rows: which of them are seen, and the selected ones. */
export function StreamFooter({
  list,
  seen,
  marked,
}: {
  readonly list: StreamList;
  readonly seen: Signal<RowWindow>;
  readonly marked: Signal<ReadonlySet<string>>;
}) {
  const { total } = list.state.value;
  const { firstSeen, endSeen } = seen.value;
  const ids = [...marked.value];
  return (
    <>
      <ListEnd list={list} />
      <footer>
        <span class="meta rows-seen">
          Rows {count(Math.min(firstSeen + 1, endSeen))}–{count(endSeen)}
          {total !== null && ` of ${count(total)}`}
        </span>
        {ids.length > 0 ? (
          <span class="filters end">
            <span class="meta said">{count(ids.length)} selected</span>
            <CopyButton text={[...new Set(ids.map(shownId))].join("\n")} label="Copy ids" />
            <Button
              small
              onClick={() => {
                marked.value = new Set();
              }}
            >
              Select none
            </Button>
          </span>
        ) : (
          <span class="meta end w-hide">
            <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open <kbd>o</kbd> new tab <kbd>/</kbd> filter
          </span>
        )}
      </footer>
    </>
  );
}
