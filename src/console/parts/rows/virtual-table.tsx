// biome-ignore-all lint/a11y/noRedundantRoles: on a phone rows and cells become blocks, which takes their roles
import type { ComponentChildren, RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { type RowWindow, rowWindow } from "./row-window.ts";
import { useWindowView } from "./use-view.ts";

/** A column: its heading, and the class of its cells. */
export interface Column {
  readonly label: string;
  readonly class?: string;
}

/** A table of which only the rows that are seen are drawn. All rows have one height. */
export interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rowHeight: number;
  /** Rows from the first to behind the last one that is there. */
  readonly end: number;
  /** Rows of the whole list; null where nobody knows. */
  readonly total: number | null;
  /** Holds the table: what is scrolled to is measured from it. */
  readonly element: RefObject<HTMLDivElement | null>;
  readonly drawRow: (place: number) => ComponentChildren;
  /** Tells which rows are drawn. */
  readonly onWindow: (drawn: RowWindow) => void;
}

export function VirtualTable(props: VirtualTableProps) {
  const { label, columns, rowHeight, end: count, total, element, drawRow, onWindow } = props;
  const view = useWindowView(element);
  const { first, end, firstSeen, endSeen } = rowWindow({ ...view, rowHeight, count });
  useEffect(
    () => onWindow({ first, end, firstSeen, endSeen }),
    [first, end, firstSeen, endSeen, count, onWindow],
  );
  const places = Array.from({ length: end - first }, (_, index) => first + index);
  return (
    <div ref={element} class="virtual">
      <div style={{ height: `${first * rowHeight}px` }} />
      <table
        role="table"
        class="rows fixed"
        aria-label={label}
        aria-rowcount={total === null ? -1 : total + 1}
      >
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.label} scope="col" role="columnheader" class={column.class}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{places.map(drawRow)}</tbody>
      </table>
      <div style={{ height: `${(count - end) * rowHeight}px` }} />
    </div>
  );
}
