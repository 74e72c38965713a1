import type { JsonRow } from "./json-rows.ts";

/** What a key does in a tree. */
export type TreeMove =
  | { readonly focus: number }
  | { readonly toggle: JsonRow; readonly open: boolean }
  | { readonly use: JsonRow };

/** Brackets that close are no items of the tree. */
export const isItem = ({ row }: JsonRow): boolean => row !== "close";

function near(rows: readonly JsonRow[], from: number, step: 1 | -1): number {
  let index = from + step;
  while (index >= 0 && index < rows.length) {
    const row = rows[index];
    if (row && isItem(row)) return index;
    index += step;
  }
  return from;
}

function parentOf(rows: readonly JsonRow[], from: number): number {
  const depth = rows[from]?.depth ?? 0;
  for (let index = from - 1; index >= 0; index--) {
    const row = rows[index];
    if (row && isItem(row) && row.depth < depth) return index;
  }
  return from;
}

/** What a key means at a row, as in other trees; undefined for a key that means nothing here. */
export function treeMove(rows: readonly JsonRow[], at: number, key: string): TreeMove | undefined {
  const row = rows[at];
  if (!row) return undefined;
  switch (key) {
    case "ArrowDown":
      return { focus: near(rows, at, 1) };
    case "ArrowUp":
      return { focus: near(rows, at, -1) };
    case "Home":
      return { focus: 0 };
    case "End":
      return { focus: near(rows, rows.length, -1) };
    case "ArrowRight":
      if (row.row === "folded") return { toggle: row, open: true };
      return row.row === "open" ? { focus: near(rows, at, 1) } : undefined;
    case "ArrowLeft":
      return row.row === "open" ? { toggle: row, open: false } : { focus: parentOf(rows, at) };
    case "Enter":
    case " ":
      if (row.row === "folded") return { toggle: row, open: true };
      return row.row === "open" ? { toggle: row, open: false } : { use: row };
    default:
      return undefined;
  }
}
