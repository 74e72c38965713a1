import type { ComponentChildren } from "preact";
import { YesNo } from "../marks/mark-icon.tsx";
import { PlainTable } from "./plain-table.tsx";

/** A check: what was looked at, whether it held, and what was found. */
export interface CheckRow {
  readonly what: ComponentChildren;
  /** Undefined: it says neither yes nor no. */
  readonly holds?: boolean | undefined;
  readonly found: ComponentChildren;
}

/** Checks in the order in which they were tried. */
export function Checks({ label, checks }: { readonly label: string; readonly checks: readonly CheckRow[] }) {
  return (
    <div class="checks">
      <PlainTable
        label={label}
        columns={[
          { label: "Checked", place: 1 },
          { label: "Found", place: 5 },
        ]}
        rows={checks.map(({ what, holds, found }, index) => ({
          key: String(index),
          cells: [
            <span key="what" class="check">
              {holds === undefined ? <span class="icon" /> : <YesNo yes={holds} />}
              <span>{what}</span>
            </span>,
            found,
          ],
        }))}
      />
    </div>
  );
}
