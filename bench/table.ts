import { type Budget, type Figure, holds } from "./budgets.ts";
import type { Spread } from "./rounds.ts";

/** Rows of text as a Markdown table; it is readable in a terminal as well. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)].join(
    "\n",
  );
}

const places = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1));

/** A median with its quartiles. */
export const spread = ({ low, median, high }: Spread): string =>
  `${places(median)} (${places(low)}–${places(high)})`;

const shown: Readonly<Record<Budget["unit"], (value: number) => string>> = {
  ratio: (value) => value.toFixed(2),
  count: (value) => value.toFixed(2),
  bytes: (value) => value.toLocaleString("en"),
  dollars: (value) => `$${value.toFixed(2)}`,
};

const missedBy = ({ found, bound }: Budget): string =>
  bound === 0 ? "missed" : `missed by ${((found / bound - 1) * 100).toFixed(0)} %`;

/** The budgets with their verdicts. */
export const budgetTable = (budgets: readonly Budget[]): string =>
  table(
    ["budget", "bound", "found", "quartiles", "verdict"],
    budgets.map((budget) => [
      budget.what,
      `≤ ${shown[budget.unit](budget.bound)}`,
      shown[budget.unit](budget.found),
      budget.spread ? `${budget.spread.low.toFixed(2)}–${budget.spread.high.toFixed(2)}` : "counted",
      holds(budget) ? "holds" : missedBy(budget),
    ]),
  );

/** What has no bound. */
export const figureTable = (figures: readonly Figure[]): string =>
  table(
    ["without a verdict", "found"],
    figures.map((figure) => [figure.what, spread(figure.spread)]),
  );
