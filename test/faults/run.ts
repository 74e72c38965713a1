/** `npm run faults`: the ledger run. See SECURITY.md. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { killRuns } from "./kill.ts";
import { startProgress } from "./progress.ts";
import type { Outcome } from "./simulation.ts";
import type { Task } from "./worker.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    from: { type: "string", default: "1" },
    seeds: { type: "string", default: "500" },
    deliveries: { type: "string", default: "1000" },
    fault: { type: "string", multiple: true },
    kills: { type: "string", default: "12" },
    workers: { type: "string", default: String(Math.max(1, availableParallelism() - 1)) },
  },
});

const deliveries = Number(values.deliveries);
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const replay = (seed: number): string =>
  ["npm run faults --", `--seed ${seed}`, `--deliveries ${deliveries}`]
    .concat((values.fault ?? []).map((fault) => `--fault "${fault}"`))
    .join(" ");

const totals = { seeds: 0, sent: 0, acknowledged: 0, published: 0, waiting: 0, duplicates: 0, refused: 0 };
const failed: Outcome[] = [];
const progress = startProgress("seeds", count);

function note(outcome: Outcome): void {
  totals.seeds++;
  for (const name of ["sent", "acknowledged", "published", "waiting", "duplicates", "refused"] as const)
    totals[name] += outcome.counts[name];
  progress.step(failed.length === 0 ? "" : `${failed.length} failed`);
  if (outcome.violations.length === 0) return;
  failed.push(outcome);
  progress.line(`seed ${outcome.seed} failed: ${outcome.spells.map(({ name }) => name).join(", ")}`);
  for (const violation of outcome.violations.slice(0, 8)) progress.line(`  ${violation}`);
  progress.line(`  replay: ${replay(outcome.seed)}`);
}

let next = first;
/** Gives one worker seeds until there are none left. */
function work(): Promise<void> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url));
  return new Promise<void>((resolve, reject) => {
    const give = (): void => {
      const task: Task = { seed: next++, deliveries, faults: values.fault };
      if (task.seed < first + count) worker.postMessage(task);
      else resolve();
    };
    worker.on("message", (outcome: Outcome) => {
      note(outcome);
      give();
    });
    worker.on("error", reject);
    give();
  }).finally(() => worker.terminate());
}

await Promise.all(Array.from({ length: Math.min(count, Number(values.workers)) }, work));
progress.end();
const one = failed.length + totals.seeds === 1 ? failed : [];
for (const { spells } of one) console.log(spells);
console.log(
  `${totals.seeds} seeds, ${totals.sent} deliveries sent, ${totals.acknowledged} acknowledged, ${totals.published} published, ` +
    `${totals.waiting} waiting, ${totals.duplicates} explained duplicates, ${totals.refused} refused by a wrong clock, ${failed.length} seeds failed`,
);
const kills = values.seed === undefined ? await killRuns(Number(values.kills)) : 0;
process.exit(failed.length + kills === 0 ? 0 : 1);
