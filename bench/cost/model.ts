import { putEventsLimits } from "../../src/events/limits.ts";
import { memoryMegabytes } from "../../src/stack/function-limits.ts";
import { countCalls } from "../counts.ts";
import { logBytes } from "./logs.ts";
import { prices } from "./prices.ts";

export const frontDoors = ["http-api", "rest-api", "function-url"] as const;
export type FrontDoorKind = (typeof frontDoors)[number];

/** What is asked. */
export interface CostQuestion {
  readonly webhooks: number;
  /** Bytes of a body. */
  readonly size: number;
  readonly frontDoor: FrontDoorKind;
  readonly batchSize: number;
  /** Billed milliseconds of an invocation. On AWS they are mostly waiting: measure them there, and give them here. */
  readonly receiveMs: number;
  readonly publishMs: number;
}

/** One line of the bill. */
export interface CostLine {
  readonly what: string;
  readonly count: number;
  readonly dollars: number;
}

export interface Cost {
  readonly lines: readonly CostLine[];
  /** The counted calls alone, which the budget is about. */
  readonly calls: number;
  /** With the durations, which are assumed. */
  readonly withDurations: number;
  /** With CloudWatch's logs. */
  readonly withLogs: number;
}

/** Not measured here, for there is no AWS here: a few round trips of some milliseconds each. */
export const assumedMs = { receiveMs: 12, publishMs: 40, quickStartMs: 30 } as const;

/** Webhooks that are run through the pipeline to count what they call. */
const sample = 100;

const chunks = (bytes: number, size: number): number => Math.max(1, Math.ceil(bytes / size));
const kilobyte = 1_024;

/** What a bill is made of: so many units at so much a million, or for each. */
const line = (what: string, count: number, dollars: number): CostLine => ({
  what,
  count,
  dollars: count * dollars,
});

function door(kind: FrontDoorKind, webhooks: number, size: number): readonly CostLine[] {
  if (kind === "function-url") return [];
  const price = kind === "http-api" ? prices.httpApi : prices.restApi;
  const metered = kind === "http-api" ? webhooks * chunks(size, 512 * kilobyte) : webhooks;
  return [
    line(kind === "http-api" ? "HTTP API requests" : "REST API requests", metered, price.dollars / 1e6),
  ];
}

/** Prices the calls that webhooks were counted to make. */
export async function costOf(question: CostQuestion): Promise<Cost> {
  const { webhooks, size, batchSize } = question;
  const counted = await countCalls(sample, size, batchSize);
  const each = webhooks / sample;
  const calls = (name: string): number => (counted.calls[name] ?? 0) * each;
  const batches = webhooks / batchSize;
  const { message, detail } = counted.bytes;
  const sent = calls("SendMessage") * chunks(message, 64 * kilobyte);
  const received = batches * chunks(message * batchSize, 64 * kilobyte);
  const gigabyteSeconds =
    (webhooks * question.receiveMs * memoryMegabytes.receive +
      batches * question.publishMs * memoryMegabytes.publish) /
    (1_000 * kilobyte);
  const million = 1e6;
  const lines = [
    ...door(question.frontDoor, webhooks, size),
    line("Lambda invocations", webhooks + batches, prices.lambdaRequest.dollars / million),
    line("SQS: send, receive, delete", sent + received + batches, prices.sqs.dollars / million),
    line("SQS: fair queue", sent, prices.sqsFair.dollars / million),
    line(
      "EventBridge events",
      counted.published * each * chunks(detail, 64 * kilobyte),
      prices.eventBridge.dollars / million,
    ),
    line("DynamoDB writes", counted.ledgerWrites * each, prices.dynamoWrite.dollars / million),
    line("DynamoDB reads", counted.ledgerReads * each, prices.dynamoRead.dollars / million),
    line("S3 PUTs", calls("PutObject"), prices.s3Put.dollars / million),
    line("S3 GETs", calls("GetObject"), prices.s3Get.dollars / million),
  ].filter(({ count }) => count > 0);
  const ofCalls = lines.reduce((sum, one) => sum + one.dollars, 0);
  const durations = line("Lambda GB seconds", gigabyteSeconds, prices.lambdaArm.dollars);
  const logs = logBytes();
  const ofLogs = line(
    "CloudWatch Logs, GB",
    (webhooks * (logs.receive + logs.publish)) / 1e9,
    prices.logs.dollars,
  );
  const withDurations = ofCalls + durations.dollars;
  return {
    lines: [...lines, durations, ofLogs],
    calls: ofCalls,
    withDurations,
    withLogs: withDurations + ofLogs.dollars,
  };
}

/**
 * AWS's quick start for webhooks (a function behind a URL that verifies and calls PutEvents): no queue, no ledger, no dead letters.
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
  const events = webhooks * chunks(detailBytes, 64 * kilobyte);
  return (
    (webhooks * prices.lambdaRequest.dollars + events * prices.eventBridge.dollars) / 1e6 +
    ((webhooks * ms * memory) / (1_000 * kilobyte)) * prices.lambdaArm.dollars
  );
}
