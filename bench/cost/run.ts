import { Command, Option } from "commander";
import { managedCost, managedServices } from "./managed.ts";
import { assumedMs, costOf, type FrontDoorKind, frontDoors, quickStartCost } from "./model.ts";
import { readOn } from "./prices.ts";

function bytesOf(text: string): number {
  const [, number = "", unit = ""] = /^([0-9.]+) ?(b|kb|mb)?$/i.exec(text) ?? [];
  const scale = { "": 1, b: 1, kb: 1_024, mb: 1_048_576 }[unit.toLowerCase()];
  const bytes = Number(number) * (scale ?? Number.NaN);
  if (!(bytes > 0 && bytes <= 4_500_000)) throw new Error(`--size ${text}: give up to 4.2mb, as 2kb or 1mb.`);
  return Math.round(bytes);
}

const flags = new Command("hookbridge cost")
  .description("What a number of webhooks costs a month at list prices, from counted API calls.")
  .option("--webhooks <number>", "how many", "1e6")
  .option("--size <bytes>", "of a body: 2kb, 1mb", "2kb")
  .addOption(new Option("--front-door <kind>").choices(frontDoors).default("http-api"))
  .option("--batch <messages>", "in one call of publish, 1 to 10", "10")
  .option("--receive-ms <milliseconds>", "billed for one call of receive", String(assumedMs.receiveMs))
  .option("--publish-ms <milliseconds>", "billed for one call of publish", String(assumedMs.publishMs))
  .allowExcessArguments(false)
  .parse()
  .opts<Record<"webhooks" | "size" | "frontDoor" | "batch" | "receiveMs" | "publishMs", string>>();

const webhooks = Number(flags.webhooks);
const { lines, calls, withDurations, withLogs } = await costOf({
  webhooks,
  size: bytesOf(flags.size),
  frontDoor: flags.frontDoor as FrontDoorKind,
  batchSize: Number(flags.batch),
  receiveMs: Number(flags.receiveMs),
  publishMs: Number(flags.publishMs),
});
const money = (amount: number): string => `$${amount.toFixed(2)}`.padStart(10);
console.log(`us-east-1, list prices read on ${readOn}, no free tier`);
for (const { what, count, dollars: amount } of lines)
  console.log(
    `${what.padEnd(28)} ${count.toLocaleString("en", { maximumFractionDigits: 1 }).padStart(14)} ${money(amount)}`,
  );
console.log(`${"counted calls".padEnd(43)} ${money(calls)}`);
console.log(`${"with durations (assumed, see --receive-ms)".padEnd(43)} ${money(withDurations)}`);
console.log(`${"with logs".padEnd(43)} ${money(withLogs)}`);
const quick = quickStartCost(webhooks, bytesOf(flags.size), assumedMs.quickStartMs);
if (quick !== undefined)
  console.log(`${"AWS's quick start (no queue, no ledger, no logs)".padEnd(43)} ${money(quick)}`);
console.log("what others ask for as many, whatever their size:");
for (const service of managedServices) {
  const asked = managedCost(service, webhooks);
  if (asked === undefined) continue;
  const times = `${(asked / withLogs).toFixed(1)} times`;
  console.log(`${`${service.name}, read in ${service.asOf}`.padEnd(43)} ${money(asked)}  ${times}`);
}
