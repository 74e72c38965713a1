// Measures the bridge against what people would use instead, in one run on one machine, and says of each budget whether it holds.
// `--counts` does only what is the same on every machine, and fails when one of those budgets is missed.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { lockedVersions } from "../scripts/locked-versions.ts";
import {
  type Budget,
  coldStartBudgets,
  countBudgets,
  figures,
  holds,
  publishBudget,
  receiverBudgets,
  rejectBudget,
} from "./budgets.ts";
import { countAll } from "./count.ts";
import { measureHandlers } from "./handlers/measure.ts";
import { goPrograms } from "./http/build-programs.ts";
import { measureReceivers } from "./http/measure.ts";
import { sdkBundle } from "./load/bundles.ts";
import { measureColdStart } from "./load/cold-start.ts";
import { whyNoShare } from "./load/cpu-share.ts";
import { measureSources } from "./load/sources.ts";
import { measureLoad } from "./load/start.ts";
import { measurePipelineApart } from "./micro/pipeline-apart.ts";
import { measureVerify } from "./micro/verify.ts";
import { writePage } from "./page/write.ts";
import { progress, progressDone } from "./progress.ts";
import { scaleRows } from "./scale/rows.ts";
import { budgetTable, figureTable } from "./table.ts";

const flags = new Command("hookbridge bench")
  .description("Measures the bridge against its budgets and against what people would use instead.")
  .option("--counts", "only what is counted; fails when a budget of that is missed")
  .option(
    "--bento [program]",
    "measures Bento as well: a program, or one that is built with Go (minutes, 100 MB, once)",
  )
  .option("--console", "only the page in a browser, at 1,000 rows a second")
  .option("--write", "writes docs/performance.md")
  .option("--rounds <number>", "interleaved rounds of everything that is timed", "25")
  .option("--slice <milliseconds>", "processor time of one candidate in one round", "8")
  .allowExcessArguments(false)
  .parse()
  .opts<{
    counts?: true;
    console?: true;
    bento?: string | true;
    write?: true;
    rounds: string;
    slice: string;
  }>();

const effort = { rounds: Number(flags.rounds), sliceMs: Number(flags.slice) };
const root = fileURLToPath(new URL("..", import.meta.url));
const configFile = `${root}bridge.config.ts`;
const folder = mkdtempSync(join(tmpdir(), "hookbridge-bench-"));

function tell(budgets: readonly Budget[]): void {
  progressDone();
  console.log(budgetTable(budgets));
  const missed = budgets.filter((budget) => !holds(budget)).length;
  console.log(`\n${budgets.length - missed} of ${budgets.length} budgets hold`);
}

try {
  if (flags.counts) {
    const budgets = countBudgets(await countAll(configFile, folder, progress));
    tell(budgets);
    process.exitCode = budgets.every(holds) ? 0 : 1;
  } else if (flags.console) {
    execFileSync(process.execPath, ["scripts/install.mjs", "browser"], { cwd: root, stdio: "inherit" });
    const { status } = spawnSync(process.execPath, ["bench/console/program.ts"], {
      cwd: root,
      stdio: "inherit",
    });
    process.exitCode = status ?? 1;
  } else {
    // The peers stand in a folder of their own, so that the project's own installation stays small.
    execFileSync(process.execPath, ["scripts/install.mjs", "bench"], { cwd: root, stdio: "inherit" });
    const [versionOfPeer, versionOfOwn] = [lockedVersions(`${root}bench`), lockedVersions(root)];
    const versionOf = (name: string): string => versionOfPeer(name) || versionOfOwn(name);
    const verify = await measureVerify(effort, progress);
    const pipeline = await measurePipelineApart(effort, progress);
    const few = Math.max(3, Math.round(effort.rounds / 5));
    const handlers = await measureHandlers(folder, few, progress);
    const receivers = await measureReceivers(folder, few, goPrograms(flags.bento, progress), progress);
    const coldStarts = await measureColdStart(folder, few * 3, progress);
    const sources = await measureSources(folder, effort, progress);
    const counted = await countAll(configFile, folder, progress);
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
      ...coldStartBudgets(coldStarts),
      ...receiverBudgets(receivers),
      publishBudget(handlers),
      rejectBudget(verify),
      ...countBudgets(counted),
    ];
    const shown = figures(verify, pipeline, coldStarts);
    tell(budgets);
    console.log(`\n${figureTable(shown)}`);
    if (!coldStarts)
      console.log(
        `\n${whyNoShare() ?? "AWS's runtime interface client can't be built here (cmake, C++): no cold starts."}`,
      );
    if (flags.write)
      await writePage({
        ...counted,
        budgets,
        figures: shown,
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
