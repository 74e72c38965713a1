import type { Bridge } from "../config/define-bridge.ts";
import type { Subscription } from "../core/subscription.ts";
import { consumersStack } from "../stack/consumers/consumers-stack.ts";
import { type Deployment, deploymentOf } from "../stack/deployment.ts";
import { lakesOf } from "../stack/lake/lake-names.ts";
import type { Template } from "../stack/template.ts";
import { prices } from "./prices.ts";
import { assumedMs, type CostLine, chunksOf, costLine, kilobyte, million } from "./question.ts";

/** The consumers' stack of a configuration. The text of a state machine changes nothing that is paid by the month. */
export function consumersTemplate(
  { subscriptions }: Bridge,
  deployment: Deployment,
): Pick<Template, "Resources"> {
  return consumersStack(deployment, [...subscriptions.values()], () => "{}").template;
}

/** What subscriptions get in a month. */
interface Consumed {
  /** Events of all buses together. */
  readonly events: number;
  /** Bytes of one event. */
  readonly detail: number;
  readonly batchSize: number;
  /** Billed milliseconds of one call of a function. */
  readonly consumerMs?: number;
}

/** The share of the events that can be on a bus: each source is sent as much as the others, and a function may choose any bus. */
export function shareOfBus({ sources }: Deployment, bus: string): number {
  const there = [...sources.values()].filter(
    (source) => typeof source.bus === "function" || source.bus === bus,
  );
  return there.length / Math.max(1, sources.size);
}

/** Requests to a queue: EventBridge sends, and batches are received and deleted. */
function queueRequests(events: number, batches: number, detail: number): number {
  const inBatch = batches === 0 ? 0 : events / batches;
  return (
    events * chunksOf(detail, 64 * kilobyte) + batches * chunksOf(detail * inBatch, 64 * kilobyte) + batches
  );
}

/** What one subscription is charged for, in units. */
function unitsOf({ target }: Subscription, events: number, { detail, batchSize, consumerMs }: Consumed) {
  const isFunction = target.kind === "function";
  const batches = events / Math.min(batchSize, isFunction ? target.batchSize : batchSize);
  const hasQueue = isFunction || target.kind === "queue";
  const isDestination = target.kind === "arn" && target.arn.includes(":api-destination/");
  const delivered = events * chunksOf(detail, 64 * kilobyte);
  return {
    queue: hasQueue ? queueRequests(events, batches, detail) : 0,
    calls: isFunction ? batches : 0,
    gigabyteSeconds: isFunction
      ? (batches * (consumerMs ?? assumedMs.consumerMs) * target.memoryMb) / (1_000 * kilobyte)
      : 0,
    forwarded: target.kind === "forward" ? delivered : 0,
    called: isDestination ? delivered : 0,
  };
}

/** What subscriptions cost as they get events: at most, as if each took every event of its bus. Rules and their targets in the account are free. */
export function consumerLines(
  { subscriptions }: Bridge,
  deployment: Deployment,
  consumed: Consumed,
): readonly CostLine[] {
  const units = Array.from(subscriptions.values(), (subscription) =>
    unitsOf(subscription, consumed.events * shareOfBus(deployment, subscription.bus), consumed),
  );
  const all = (of: (unit: (typeof units)[number]) => number): number =>
    units.reduce((sum, unit) => sum + of(unit), 0);
  const line = (what: string, count: number, perMillion: number): CostLine =>
    costLine("calls", `subscriptions: ${what}`, count, perMillion / million);
  return [
    line(
      "SQS requests",
      all(({ queue }) => queue),
      prices.sqs.dollars,
    ),
    line(
      "Lambda invocations",
      all(({ calls }) => calls),
      prices.lambdaRequest.dollars,
    ),
    costLine(
      "time",
      "subscriptions: Lambda GB seconds",
      all(({ gigabyteSeconds }) => gigabyteSeconds),
      prices.lambdaArm.dollars,
    ),
    line(
      "events to other buses",
      all(({ forwarded }) => forwarded),
      prices.eventBridge.dollars,
    ),
    line(
      "API destinations",
      all(({ called }) => called),
      prices.apiDestination.dollars,
    ),
  ];
}

/** How many times smaller gzip makes events: 6 to 16 times, as measured with recorded payloads. */
export const timesPacked = 6;

/** Athena counts ten megabytes for a query that reads less. */
const leastBytesOfQuery = 10 * 2 ** 20;

/** Dollars of a query over all that came into the largest lake in a month; undefined without a lake. */
export function lakeQueryCost(
  bridge: Bridge,
  stage: string,
  { events, detail }: Consumed,
): number | undefined {
  const deployment = deploymentOf(bridge, stage);
  const shares = lakesOf(deployment).map(({ bus }) => shareOfBus(deployment, bus));
  if (shares.length === 0) return undefined;
  const bytes = (Math.max(...shares) * events * detail) / timesPacked;
  return (Math.max(bytes, leastBytesOfQuery) / 1e12) * prices.athena.dollars;
}
