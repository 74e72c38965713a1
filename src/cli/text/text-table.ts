import { harmless, type Paint, painted } from "./paint.ts";

/** A cell of a table. */
export type TableCell = string | { readonly text: string; readonly paint?: Paint | undefined };

const cellText = (cell: TableCell | undefined): string =>
  harmless(typeof cell === "string" ? cell : (cell?.text ?? ""));

/** Rows under a head, their columns aligned. No cell is cut: what is too long for the terminal is wrapped by it. */
export function textTable(head: readonly string[], rows: readonly (readonly TableCell[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => cellText(row[column]).length)),
  );
  const line = (cells: readonly TableCell[], paint?: Paint): string => {
    const last = cells.findLastIndex((cell) => cellText(cell) !== "");
    return cells
      .slice(0, last + 1)
      .map((cell, column) => {
        const text = column === last ? cellText(cell) : cellText(cell).padEnd(widths[column] ?? 0);
        return painted(typeof cell === "string" ? paint : cell.paint, text);
      })
      .join("  ");
  };
  return [line(head, "quiet"), ...rows.map((row) => line(row))].join("\n");
}

/** Names with their values below each other; those without a value are left out. */
export function textFacts(facts: readonly (readonly [name: string, value: TableCell | undefined])[]): string {
  const there = facts.filter(([, value]) => value !== undefined && cellText(value) !== "");
  const width = Math.max(0, ...there.map(([name]) => name.length));
  return there
    .map(([name, value]) => {
      const paint = typeof value === "object" ? value.paint : undefined;
      return `  ${painted("quiet", name.padEnd(width))}  ${painted(paint, cellText(value))}`;
    })
    .join("\n");
}
