import { type Command, InvalidArgumentError, Option } from "commander";
import type { DeploymentOptions } from "../../config/deployment-options.ts";
import {
  assumedMs,
  type CostQuestion,
  doorOptions,
  type FrontDoorKind,
  frontDoors,
  withOptions,
} from "../../cost/question.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { printData, printJson } from "../program/output.ts";
import type { Bill } from "./bill-text.ts";

function parseBytes(text: string): number {
  const [, number = "", unit = ""] = /^([0-9.]+) ?(b|kb|mb)?$/i.exec(text) ?? [];
  const scale = { "": 1, b: 1, kb: 1_024, mb: 1_048_576 }[unit.toLowerCase()];
  const bytes = Number(number) * (scale ?? Number.NaN);
  if (bytes > 0 && bytes <= 4_500_000) return Math.round(bytes);
  throw new InvalidArgumentError("Give up to 4.2mb, as 2kb or 1mb.");
}

/** A parser of a flag's number. `1e6` is one. */
const numberWithin =
  (low: number, high: number) =>
  (text: string): number => {
    const number = text.trim() === "" ? Number.NaN : Number(text);
    if (number >= low && number <= high) return number;
    throw new InvalidArgumentError(
      Number.isFinite(high) ? `Give a number from ${low} to ${high}.` : `Give a number, ${low} or more.`,
    );
  };

interface CostFlags extends Omit<CostQuestion, "bridge" | "batchSize"> {
  readonly config: string;
  readonly batch: number;
  readonly frontDoor?: FrontDoorKind;
  readonly metrics?: NonNullable<DeploymentOptions["metrics"]>;
  readonly logsAccepted?: number;
  readonly json: boolean;
}

/** Asks for the price of what the flags say. */
async function billOfFlags(flags: CostFlags): Promise<Bill> {
  const { config, stage, webhooks, size, batch, receiveMs, publishMs, consumerMs } = flags;
  const { frontDoor, metrics, logsAccepted } = flags;
  const { loadBridge } = await import("../../stack/bundle/load-bridge.ts");
  const { deploymentOf } = await import("../../stack/deployment.ts");
  const { costOf, quickStartCost } = await import("../../cost/model.ts");
  const loaded = await loadBridge(config);
  const options: DeploymentOptions = {
    ...(frontDoor && doorOptions(frontDoor, deploymentOf(loaded, stage).options)),
    ...(metrics && { metrics }),
    ...(logsAccepted !== undefined && { logs: { accepted: logsAccepted } }),
  };
  const bridge = withOptions(loaded, stage, options);
  const question = {
    bridge,
    stage,
    webhooks,
    size,
    batchSize: batch,
    receiveMs,
    publishMs,
    ...(consumerMs && { consumerMs }),
  };
  const cost = await costOf(question);
  const inFullBatches = batch === 1 ? (await costOf({ ...question, batchSize: 10 })).total : undefined;
  const quickStart = quickStartCost(webhooks, size, assumedMs.quickStartMs);
  return { config, question, cost, inFullBatches, quickStart };
}

async function printCost(flags: CostFlags): Promise<void> {
  const { billJson, billText } = await import("./bill-text.ts");
  const bill = await billOfFlags(flags);
  if (flags.json) printJson(billJson(bill));
  else for (const line of billText(bill)) printData(line);
}

/** `hookbridge cost`: what AWS charges. */
export const costCommand = (): Command =>
  bridgeCommand({
    name: "cost",
    summary: "what AWS charges a month",
    description:
      "What a configuration costs a month at list prices: counted calls, logs, metrics, alarms and the dashboard.",
    examples: ["cost --webhooks 1e6 --size 2kb", "cost --stage prod --front-door function-url --json"],
  })
    .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
    .option("--stage <name>", "the stage whose options count", "prod")
    .option("--webhooks <number>", "how many a month", numberWithin(0, Number.POSITIVE_INFINITY), 1e6)
    .option("--size <bytes>", "of a body: 2kb, 1mb", parseBytes, 2_048)
    .option(
      "--batch <messages>",
      "in one call of publish, 1 to 10; one is usual without a batching window",
      numberWithin(1, 10),
      1,
    )
    .addOption(new Option("--front-door <kind>", "in place of the configuration's").choices(frontDoors))
    .addOption(
      new Option("--metrics <kind>", "in place of the configuration's").choices(["by-source", "totals"]),
    )
    .option(
      "--logs-accepted <share>",
      "of the lines of accepted deliveries, 0 to 1, in place of the configuration's",
      numberWithin(0, 1),
    )
    .option(
      "--receive-ms <milliseconds>",
      "billed for one call of receive",
      numberWithin(1, 900_000),
      assumedMs.receiveMs,
    )
    .option(
      "--publish-ms <milliseconds>",
      "billed for one call of publish",
      numberWithin(1, 900_000),
      assumedMs.publishMs,
    )
    .option(
      "--consumer-ms <milliseconds>",
      "billed for one call of a subscription's function",
      numberWithin(1, 900_000),
      assumedMs.consumerMs,
    )
    .option("--json", "print the bill as JSON", false)
    .action(printCost);
