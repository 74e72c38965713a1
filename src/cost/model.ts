import { putEventsLimits } from "../events/limits.ts";
import { buildStack } from "../stack/build-stack.ts";
import { type Deployment, deploymentOf, isTraced } from "../stack/deployment.ts";
import type { Template } from "../stack/template.ts";
import { consumerLines, lakeQueryCost } from "./consumers.ts";
import { type Counts, countCalls } from "./counts.ts";
import { fixedCost, type Series } from "./fixed.ts";
import { keptLines } from "./kept.ts";
import { type LogBytes, logBytes } from "./logs.ts";
import { prices } from "./prices.ts";
import {
  type CostLine,
  type CostQuestion,
  chunksOf,
  costLine,
  kilobyte,
  million,
  sumOf,
} from "./question.ts";
import { tracesOf } from "./traces.ts";

/** A month's bill. */
export interface Cost {
  readonly lines: readonly CostLine[];
  /** What grows with the webhooks, without what is archived or stored by choice. */
  readonly running: number;
  /** What is archived or stored. */
  readonly kept: number;
  /** What is paid whatever is sent. */
  readonly fixed: number;
  readonly total: number;
  readonly logs: LogBytes;
  readonly series: Series;
  /** Dollars of a query over a month of the largest lake; left out where there is none. */
  readonly lakeQuery?: number;
}

/** Webhooks that are run through the pipeline to count what they call. */
const countedWebhooks = 100;

const countedBySize = new Map<number, Promise<Counts>>();

/** What webhooks of a size call. Events and items are billed one by one, so that batches of ten tell of any other. */
function countedFor(size: number): Promise<Counts> {
  const counted = countedBySize.get(size) ?? countCalls(countedWebhooks, size, 10);
  countedBySize.set(size, counted);
  return counted;
}

/** What the front door costs, and how many webhooks `receive` gets in one call. */
function doorLines(deployment: Deployment, question: CostQuestion, bytes: number): readonly CostLine[] {
  const { webhooks, size, batchSize } = question;
  const calls = (what: string, count: number, each: number): CostLine => costLine("calls", what, count, each);
  const { kind = "http-api" } = deployment.options.frontDoor ?? {};
  const sqs = prices.sqs.dollars / million;
  const rest = calls("REST API requests", webhooks, prices.restApi.dollars / million);
  const units = Math.max(webhooks / (25 * 3_600), (webhooks * bytes) / (0.4 * 1e9));
  switch (kind) {
    case "function-url":
      return [];
    case "http-api":
      return [
        calls(
          "HTTP API requests",
          webhooks * chunksOf(size, 512 * kilobyte),
          prices.httpApi.dollars / million,
        ),
      ];
    case "rest-api":
      return [rest];
    case "load-balancer":
      // At worst, each webhook comes on a connection of its own.
      return [calls("load balancer, capacity units", units, prices.capacityUnitHour.dollars)];
    case "buffer-first": {
      const batches = webhooks / batchSize;
      const whole =
        webhooks * chunksOf(bytes, 64 * kilobyte) +
        batches * chunksOf(bytes * batchSize, 64 * kilobyte) +
        batches;
      return [rest, calls("SQS: buffer", whole, sqs)];
    }
  }
}

/** The calls that webhooks were counted to make. */
function callLines(
  counted: Counts,
  { webhooks, batchSize }: CostQuestion,
  receives: number,
): readonly CostLine[] {
  const each = webhooks / countedWebhooks;
  const made = (name: string): number => (counted.calls[name] ?? 0) * each;
  const calls = (what: string, count: number, perMillion: number): CostLine =>
    costLine("calls", what, count, perMillion / million);
  const batches = webhooks / batchSize;
  const { message, detail } = counted.bytes;
  const sent = made("SendMessage") * chunksOf(message, 64 * kilobyte);
  const received = batches * chunksOf(message * batchSize, 64 * kilobyte);
  const events = counted.published * each * chunksOf(detail, 64 * kilobyte);
  return [
    calls("Lambda invocations", receives + batches, prices.lambdaRequest.dollars),
    calls("SQS: send, receive, delete", sent + received + batches, prices.sqs.dollars),
    calls("SQS: fair queue", sent, prices.sqsFair.dollars),
    calls("EventBridge events", events, prices.eventBridge.dollars),
    calls("DynamoDB writes", counted.ledgerWrites * each, prices.dynamoWrite.dollars),
    calls("DynamoDB reads", counted.ledgerReads * each, prices.dynamoRead.dollars),
    calls("S3 PUTs", made("PutObject"), prices.s3Put.dollars),
    calls("S3 GETs", made("GetObject"), prices.s3Get.dollars),
  ];
}

function logLines(logs: LogBytes, { webhooks }: CostQuestion, logDays: number): readonly CostLine[] {
  const gigabytes = (bytes: number): number => (webhooks * bytes) / 1e9;
  const line = (what: string, bytes: number): CostLine =>
    costLine("logs", what, gigabytes(bytes), prices.logs.dollars);
  const all = logs.receive + logs.publish + logs.system + logs.access;
  return [
    line("logs: receive and publish, GB", logs.receive + logs.publish),
    line("logs: Lambda's own lines, GB", logs.system),
    line("logs: access log, GB", logs.access),
    costLine(
      "logs",
      "logs: kept, GB and month",
      gigabytes(all) * logs.packed * (logDays / 30),
      prices.logStorage.dollars,
    ),
  ];
}

function firewallLines({ Resources }: Template, { webhooks }: CostQuestion): readonly CostLine[] {
  const guarded = Object.values(Resources).some(({ Type }) => Type === "AWS::WAFv2::WebACL");
  return guarded
    ? [costLine("calls", "WAF: requests", webhooks, prices.firewallRequest.dollars / million)]
    : [];
}

/** Prices a month of a configuration: what is called, logged, traced, kept and paid by the month. */
export async function costOf(question: CostQuestion): Promise<Cost> {
  const { bridge, stage, webhooks, size, batchSize } = question;
  const counted = await countedFor(size);
  const deployment = deploymentOf(bridge, stage);
  const { template, functions, logDays } = buildStack(bridge, stage);
  const isBuffered = deployment.options.frontDoor?.kind === "buffer-first";
  const batches = webhooks / batchSize;
  const events = (counted.published / countedWebhooks) * webhooks;
  const receives = isBuffered ? batches : webhooks;
  const gigabyteSeconds =
    (receives * question.receiveMs * functions.receive.memorySize +
      batches * question.publishMs * functions.publish.memorySize) /
    (1_000 * kilobyte);
  const logs = logBytes(deployment, template, question);
  const traced = isTraced(deployment) ? tracesOf(receives) + tracesOf(batches) : 0;
  const { lines: fixed, series } = fixedCost(bridge, stage);
  const consumed = { ...question, events, detail: counted.bytes.detail };
  const lakeQuery = lakeQueryCost(bridge, stage, consumed);
  const lines = [
    ...doorLines(deployment, question, counted.bytes.message),
    ...firewallLines(template, question),
    ...callLines(counted, question, receives),
    costLine("time", "Lambda GB seconds", gigabyteSeconds, prices.lambdaArm.dollars),
    ...logLines(logs, question, logDays),
    costLine("traces", "X-Ray: traces", traced, prices.trace.dollars / million),
    ...consumerLines(bridge, deployment, consumed),
    ...keptLines(deployment, counted.bytes, { webhooks, events }),
    ...fixed,
  ].filter(({ count }) => count > 0);
  const of = (wanted: (group: CostLine["group"]) => boolean): number =>
    sumOf(lines.filter(({ group }) => wanted(group)));
  return {
    lines,
    running: of((group) => group !== "fixed" && group !== "kept"),
    kept: of((group) => group === "kept"),
    fixed: of((group) => group === "fixed"),
    total: sumOf(lines),
    logs,
    series,
    ...(lakeQuery !== undefined && { lakeQuery }),
  };
}

/**
 * AWS's quick start for webhooks (a function behind a URL that verifies and calls PutEvents): no queue, no ledger, no dead letters,
 * no metrics, no alarms.
 * @param memory megabytes of that function
 * @returns undefined for a payload that no entry holds: it has nowhere to put one
 */
export function quickStartCost(
  webhooks: number,
  detailBytes: number,
  ms: number,
  memory = 128,
): number | undefined {
  if (detailBytes > putEventsLimits.entryBytes) return undefined;
  const events = webhooks * chunksOf(detailBytes, 64 * kilobyte);
  return (
    (webhooks * prices.lambdaRequest.dollars + events * prices.eventBridge.dollars) / million +
    ((webhooks * ms * memory) / (1_000 * kilobyte)) * prices.lambdaArm.dollars
  );
}
