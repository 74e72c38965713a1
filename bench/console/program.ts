// The page while 1,000 requests a second come: `npm run bench -- --console`. A program of its own, because it needs what browser/ has.
import { Command } from "commander";
import { chromiumMissing } from "../../test/support/browser/chromium-path.ts";
import { type Budget, holds } from "../budgets.ts";
import { progress, progressDone } from "../progress.ts";
import { spreadOf } from "../rounds.ts";
import { budgetTable, table } from "../table.ts";
import { measurePage, type PageRun } from "./measure-page.ts";

const { rounds, seconds } = new Command("hookbridge bench --console")
  .option("--rounds <number>", "runs of which the median counts", "3")
  .option("--seconds <number>", "of each run", "60")
  .parse()
  .opts<{ rounds: string; seconds: string }>();

/** A task of which people notice that the page hangs. */
const longTaskMs = 100;

function budgetsOf(runs: readonly PageRun[]): readonly Budget[] {
  const median = (
    what: string,
    unit: Budget["unit"],
    bound: number,
    read: (run: PageRun) => number,
  ): Budget => {
    const spread = spreadOf(runs.map(read));
    return { what, unit, bound, found: spread.median, spread, exact: false };
  };
  const isLong = (ms: number): boolean => ms > longTaskMs;
  return [
    median(`tasks over ${longTaskMs} ms`, "count", 0, ({ longTasks }) => longTasks.filter(isLong).length),
    median("rows neither shown nor counted", "count", 0, ({ fed, counted }) => Math.abs(fed - counted)),
    median("heap after a collection, over before", "ratio", 1.1, (run) => run.heapAfter / run.heapBefore),
    median("rows in the document", "count", 60, ({ drawn }) => drawn),
  ];
}

const missing = chromiumMissing();
if (missing) throw new Error(missing);
const runs: PageRun[] = [];
for (let round = 1; round <= Number(rounds); round++) {
  progress(`the page at 1,000 rows a second, run ${round} of ${rounds}`);
  runs.push(await measurePage({ perSecond: 1_000, seconds: Number(seconds), warmUpSeconds: 15 }));
}
progressDone();
const budgets = budgetsOf(runs);
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
console.log(budgetTable(budgets));
console.log(
  `\n${table(
    [
      "run",
      "fed",
      "shown or counted",
      "longest task",
      "tasks from 50 ms",
      "load, of processors",
      "heap before",
      "after",
      "its bar says",
    ],
    runs.map(({ fed, counted, longTasks, load, heapBefore, heapAfter, bar }, index) => [
      String(index + 1),
      fed.toLocaleString("en"),
      counted.toLocaleString("en"),
      longTasks[0] === undefined ? "under 50 ms" : `${Math.round(longTasks[0])} ms`,
      String(longTasks.length),
      load,
      mb(heapBefore),
      mb(heapAfter),
      bar.replaceAll("\n", " "),
    ]),
  )}`,
);
const missed = budgets.filter((budget) => !holds(budget)).length;
console.log(`\n${budgets.length - missed} of ${budgets.length} budgets hold`);
process.exitCode = missed === 0 ? 0 : 1;
