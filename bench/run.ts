// Measures the bridge against what people would use instead, in one run on one machine, and says of each budget whether it holds.
// `--counts` does only what is the same on every machine, and fails when one of those budgets is missed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { lockedVersions } from "../scripts/locked-versions.ts";
import { type Budget, countBudgets, holds, loadBudgets, pipelineBudgets, verifyBudgets } from "./budgets.ts";
import { assumedMs, costOf } from "./cost/model.ts";
import { countCalls } from "./counts.ts";
import { measureHandlers } from "./handlers/measure.ts";
import { measureReceivers } from "./http/measure.ts";
import { catalogueGrowth, functionBundles, sdkBundle } from "./load/bundles.ts";
import { measureColdStart } from "./load/cold-start.ts";
import { measureSources } from "./load/sources.ts";
import { measureLoad } from "./load/start.ts";
import { batchSize } from "./micro/pipeline.ts";
import { measurePipelineApart } from "./micro/pipeline-apart.ts";
import { measureVerify } from "./micro/verify.ts";
import { writePage } from "./page/write.ts";
import { progress, progressDone } from "./progress.ts";
import { scaleRows } from "./scale/rows.ts";
import { budgetTable } from "./table.ts";

const flags = new Command("hookbridge bench")
  .description("Measures the bridge against its budgets and against what people would use instead.")
  .option("--counts", "only what is counted; fails when a budget of that is missed")
  .option("--bento <program>", "measures Bento as well, built as bench/peers/bento/bento.yaml says")
  .option("--write", "writes docs/performance.md")
  .option("--rounds <number>", "interleaved rounds of everything that is timed", "25")
  .option("--slice <milliseconds>", "processor time of one candidate in one round", "8")
  .allowExcessArguments(false)
  .parse()
  .opts<{ counts?: true; bento?: string; write?: true; rounds: string; slice: string }>();

const effort = { rounds: Number(flags.rounds), sliceMs: Number(flags.slice) };
const root = fileURLToPath(new URL("..", import.meta.url));
const configFile = `${root}bridge.config.ts`;
const folder = mkdtempSync(join(tmpdir(), "hookbridge-bench-"));

/** Everything that is counted. */
async function count() {
  progress("calls of the pipeline");
  const counts = await countCalls(100, 2_048, batchSize);
  const question = { webhooks: 1e6, size: 2_048, frontDoor: "http-api", batchSize, ...assumedMs } as const;
  const cost = await costOf(question);
  progress("bundles");
  const bundles = await functionBundles(configFile, join(folder, "functions"));
  const growth = await catalogueGrowth(folder);
  return { counts, cost, bundles, growth, budgets: countBudgets(counts, bundles, growth, cost) };
}

function tell(budgets: readonly Budget[]): void {
  progressDone();
  console.log(budgetTable(budgets));
  const missed = budgets.filter((budget) => !holds(budget)).length;
  console.log(`\n${budgets.length - missed} of ${budgets.length} budgets hold`);
}

try {
  if (flags.counts) {
    const { budgets } = await count();
    tell(budgets);
    process.exitCode = budgets.every(holds) ? 0 : 1;
  } else {
    // The peers stand in a folder of their own, so that the project's own installation stays small.
    execFileSync(process.execPath, ["scripts/install.mjs", "bench"], { cwd: root, stdio: "inherit" });
    const [versionOfPeer, versionOfOwn] = [lockedVersions(`${root}bench`), lockedVersions(root)];
    const versionOf = (name: string): string => versionOfPeer(name) || versionOfOwn(name);
    const verify = await measureVerify(effort, progress);
    const pipeline = await measurePipelineApart(effort, progress);
    const few = Math.max(3, Math.round(effort.rounds / 5));
    const handlers = await measureHandlers(folder, few, progress);
    const receivers = await measureReceivers(folder, few, flags.bento, progress);
    const coldStarts = await measureColdStart(folder, few * 3, progress);
    const sources = await measureSources(folder, effort, progress);
    const counted = await count();
    const { bundles } = counted;
    const sdk = { receive: await sdkBundle("receive", folder), publish: await sdkBundle("publish", folder) };
    const loads = measureLoad(
      folder,
      {
        receive: { own: bundles.receive, sdk: sdk.receive },
        publish: { own: bundles.publish, sdk: sdk.publish },
      },
      Math.max(9, effort.rounds),
      progress,
    );
    const scale = scaleRows(progress);
    const budgets = [
      ...verifyBudgets(verify),
      ...pipelineBudgets(pipeline),
      ...loadBudgets(loads),
      ...counted.budgets,
    ];
    tell(budgets);
    if (flags.write)
      await writePage({
        ...counted,
        budgets,
        verify,
        pipeline,
        handlers,
        receivers,
        coldStarts,
        sources,
        loads,
        sdk,
        scale,
        versionOf,
      });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
