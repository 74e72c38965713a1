import type { ComponentChildren } from "preact";

/** A column: its heading, and how its cells stand. */
export interface TableColumn {
  readonly label: ComponentChildren;
  readonly number?: boolean | undefined;
  /**
   * Where the cell stands when a row becomes two lines on a phone: 1 what, 2 when or how many, 3 how it went, 4 where, 5 a line of its own; 0 is left out.
   */
  readonly place?: 0 | 1 | 2 | 3 | 4 | 5 | undefined;
  readonly nowrap?: boolean | undefined;
}

/** A row: its cells, in the order of the columns. */
export interface TableRow {
  readonly key: string;
  readonly cells: readonly ComponentChildren[];
  readonly selected?: boolean | undefined;
}

const cellClass = ({ number, place, nowrap }: TableColumn): string =>
  [number ? "num" : "", place === undefined ? "" : `m${place}`, nowrap ? "nowrap" : ""]
    .filter(Boolean)
    .join(" ");

/** A table of tens of rows. Its rows become two lines on a phone where the columns have places. */
export function PlainTable({
  label,
  columns,
  rows,
}: {
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}) {
  const folds = columns.some(({ place }) => place !== undefined);
  return (
    // Roles are given back: `display` takes them on phones.
    // biome-ignore-start lint/a11y/noRedundantRoles: CSS takes the roles of a table whose rows are grids
    <table class={folds ? "rows" : "plain"} role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column, index) => (
            <th key={index} role="columnheader" scope="col" class={column.number ? "num" : ""}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, cells, selected }) => (
          <tr key={key} role="row" {...(selected && { class: "selected", "aria-current": true })}>
            {columns.map((column, index) => (
              <td key={index} role="cell" class={cellClass(column)}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  );
}
