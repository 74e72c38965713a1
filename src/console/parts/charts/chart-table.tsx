import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { PlainTable, type TableColumn } from "../tables/plain-table.tsx";

/** The figures of a chart as a table. */
export interface ChartTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}

function TableOf({ label, table }: { readonly label: string; readonly table: () => ChartTable }) {
  const { columns, rows } = table();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scrolled" tabIndex={0} aria-label={label}>
      <PlainTable
        label={label}
        columns={columns}
        rows={rows.map((cells, index) => ({ key: String(index), cells }))}
      />
    </section>
  );
}

/** The table behind a chart. It is made when somebody asks for it. */
export function ShowAsTable({ label, table }: { readonly label: string; readonly table: () => ChartTable }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="as-table" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Show as table</summary>
      {open && <TableOf label={label} table={table} />}
    </details>
  );
}
