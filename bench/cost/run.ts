import { Command, Option } from "commander";
import type { Bridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { BridgeError } from "../../src/core/errors.ts";
import { loadBridge } from "../../src/stack/bundle/load-bridge.ts";
import { deploymentOf } from "../../src/stack/deployment.ts";
import { managedLines } from "./managed.ts";
import { type Cost, costOf, quickStartCost } from "./model.ts";
import { readOn } from "./prices.ts";
import {
  assumedMs,
  type CostQuestion,
  doorOptions,
  type FrontDoorKind,
  frontDoors,
  withOptions,
} from "./question.ts";

function bytesOf(text: string): number {
  const [, number = "", unit = ""] = /^([0-9.]+) ?(b|kb|mb)?$/i.exec(text) ?? [];
  const scale = { "": 1, b: 1, kb: 1_024, mb: 1_048_576 }[unit.toLowerCase()];
  const bytes = Number(number) * (scale ?? Number.NaN);
  if (!(bytes > 0 && bytes <= 4_500_000)) throw new Error(`--size ${text}: give up to 4.2mb, as 2kb or 1mb.`);
  return Math.round(bytes);
}

const flags = new Command("hookbridge cost")
  .description(
    "What a configuration costs a month at list prices: counted calls, logs, metrics, alarms and the dashboard.",
  )
  .option("--config <file>", "the configuration", "bridge.config.ts")
  .option("--stage <stage>", "the stage whose options count", "prod")
  .option("--webhooks <number>", "how many a month", "1e6")
  .option("--size <bytes>", "of a body: 2kb, 1mb", "2kb")
  .option(
    "--batch <messages>",
    "in one call of publish, 1 to 10; one is usual without a batching window",
    "1",
  )
  .addOption(new Option("--front-door <kind>", "in place of the configuration's").choices(frontDoors))
  .addOption(
    new Option("--metrics <kind>", "in place of the configuration's").choices(["by-source", "totals"]),
  )
  .option(
    "--logs-accepted <share>",
    "of the lines of accepted deliveries, 0 to 1, in place of the configuration's",
  )
  .option("--receive-ms <milliseconds>", "billed for one call of receive", String(assumedMs.receiveMs))
  .option("--publish-ms <milliseconds>", "billed for one call of publish", String(assumedMs.publishMs))
  .allowExcessArguments(false)
  .parse()
  .opts<
    Record<"config" | "stage" | "webhooks" | "size" | "batch" | "receiveMs" | "publishMs", string> &
      Pick<DeploymentOptions, "metrics"> & { frontDoor?: FrontDoorKind; logsAccepted?: string }
  >();

const money = (amount: number): string => `$${amount.toFixed(2)}`.padStart(10);
const say = (what: string, amount: number): void => console.log(`${what.padEnd(58)} ${money(amount)}`);

function tell(question: CostQuestion, { lines, running, kept, fixed, total, logs, series }: Cost): void {
  for (const { what, count, dollars } of lines) {
    const shown = count.toLocaleString("en", { maximumFractionDigits: count < 100 ? 2 : 0 });
    console.log(`${what.padEnd(42)} ${shown.padStart(15)} ${money(dollars)}`);
  }
  console.log("");
  say(`${question.webhooks.toLocaleString("en")} webhooks, in batches of ${question.batchSize}`, running);
  if (kept > 0) say("what is forwarded, archived and stored", kept);
  say(`by the month, whatever is sent, for ${question.bridge.sources.size} sources`, fixed);
  say("together", total);
  const bytes = logs.receive + logs.publish + logs.system + logs.access;
  console.log(
    `\n${Math.round(bytes).toLocaleString("en")} bytes of log a webhook: receive ${Math.round(logs.receive)}, publish ${Math.round(logs.publish)},`,
  );
  console.log(`Lambda's own lines ${Math.round(logs.system)}, access log ${Math.round(logs.access)}.`);
  console.log(
    `${series.quiet} custom metrics in a quiet month, ${series.most} once everything that can happen has happened to each source.`,
  );
  console.log(
    "The durations of the functions are assumed (--receive-ms, --publish-ms). Not counted: the free tier, taxes, the answers'",
  );
  console.log(
    "bytes to the internet, KMS where a key of your own is set, and what your own rules and targets cost.",
  );
}

try {
  const loaded = await loadBridge(flags.config);
  const { frontDoor, metrics, logsAccepted } = flags;
  const options: DeploymentOptions = {
    ...(frontDoor && doorOptions(frontDoor, deploymentOf(loaded, flags.stage).options)),
    ...(metrics && { metrics }),
    ...(logsAccepted !== undefined && { logs: { accepted: Number(logsAccepted) } }),
  };
  const bridge: Bridge = withOptions(loaded, flags.stage, options);
  const question: CostQuestion = {
    bridge,
    stage: flags.stage,
    webhooks: Number(flags.webhooks),
    size: bytesOf(flags.size),
    batchSize: Number(flags.batch),
    receiveMs: Number(flags.receiveMs),
    publishMs: Number(flags.publishMs),
  };
  const cost = await costOf(question);
  console.log(
    `${flags.config}, stage ${flags.stage}, us-east-1, list prices read on ${readOn}, no free tier\n`,
  );
  tell(question, cost);
  if (question.batchSize === 1) {
    const full = await costOf({ ...question, batchSize: 10 });
    console.log("");
    say("together, if batches were full (10 messages)", full.total);
  }
  const quick = quickStartCost(question.webhooks, question.size, assumedMs.quickStartMs);
  if (quick !== undefined) say("AWS's quick start (no queue, ledger, logs, metrics, alarms)", quick);
  console.log(
    "\nWhat managed services ask, whatever the size. Theirs includes delivery to your consumers and keeps payloads for so long:",
  );
  for (const text of managedLines(question.webhooks, cost.total)) console.log(text);
} catch (error) {
  if (!(error instanceof BridgeError)) throw error;
  console.error(`${error.message}\n${error.remedy}`);
  process.exitCode = 2;
}
