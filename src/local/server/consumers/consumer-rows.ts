import type { RuleResult, TargetResult } from "../../../operate/events.ts";
import type { SubscriptionRow } from "../../../operate/state.ts";
import type { RuleDeliveries } from "../../aws/eventbridge/targets/target-results.ts";
import type { DeadLetters } from "../dead-letters/dead-letters.ts";
import { messagesInQueue } from "../queue-messages.ts";
import type { RunningConsumer } from "./consumer-function.ts";
import { consumerTarget } from "./local-target.ts";
import type { ConsumerPlace, LocalConsumer } from "./provision-consumer.ts";
import type { ConsumedEvent } from "./results/consumed-event.ts";
import type { Consumptions } from "./results/consumptions.ts";

/** A consumer with what runs it. */
export interface WatchedConsumer extends LocalConsumer {
  readonly running?: RunningConsumer;
  readonly letters?: DeadLetters;
  /** Whether its rule is off. */
  isOff: boolean;
}

/** So many events in a queue are more than those on their way. */
const manyWaiting = 1_000;

/** How much waits in its queue, and for how long the oldest of it. */
async function waitingFor(
  { queue }: LocalConsumer,
  { clients, cloud }: ConsumerPlace,
): Promise<Pick<SubscriptionRow, "backlog" | "oldestSeconds">> {
  if (!queue) return {};
  const backlog = await messagesInQueue(clients.sqs, queue.url);
  const oldestSeconds = cloud.oldestSeconds?.(queue.arn.split(":").at(-1) ?? "");
  return { backlog, ...(oldestSeconds !== undefined && { oldestSeconds }) };
}

/** What does not run here, and what becomes of its events. */
export function absenceOf({ target }: LocalConsumer): string | undefined {
  return target.kind === "none"
    ? `its target is ${target.what}, which does not run here: its events are on the bus, and go no further`
    : undefined;
}

/** What the row of a subscription is made of, beside itself. */
export interface ConsumerRowContext {
  readonly place: ConsumerPlace;
  readonly consumptions: Consumptions;
  /** Of its rule. */
  readonly deliveries: RuleDeliveries | undefined;
  /** From when on failures count, in ms since 1970. */
  readonly since: number;
}

/** A subscription, in a list. */
export async function consumerRow(
  consumer: WatchedConsumer,
  { place, consumptions, deliveries, since }: ConsumerRowContext,
): Promise<SubscriptionRow> {
  const { subscription, running, letters, isOff } = consumer;
  const { name, bus, pattern, target } = subscription;
  const [waiting, deadLetters] = await Promise.all([waitingFor(consumer, place), letters?.count()]);
  const note = running?.fault ?? absenceOf(consumer);
  const failures = consumptions.failures(name, since);
  const isFailing =
    // An execution that fails is not tried again, and leaves no dead letter.
    (target.kind === "state-machine" && failures.count > 0) ||
    running?.fault !== undefined ||
    (deadLetters ?? 0) > 0 ||
    (deliveries?.retrying ?? 0) > 0 ||
    consumptions.retrying(name) > 0;
  const state = (): SubscriptionRow["state"] => {
    if (isOff || running?.isPaused) return "paused";
    if (isFailing) return "failing";
    return (waiting.backlog ?? 0) >= manyWaiting ? "behind" : "healthy";
  };
  return {
    name,
    bus,
    state: state(),
    target: consumerTarget(target),
    pattern,
    hasQueue: target.kind === "function",
    ...waiting,
    ...(deadLetters !== undefined && { deadLetters }),
    ...(deliveries && { matched: deliveries.matched }),
    failed: failures.count,
    ...(failures.last && { lastError: failures.last }),
    ...(note !== undefined && { note }),
  };
}

/** What became of an event at a subscription: what EventBridge knows, and what the consumer did with it then. */
export function consumerResult(
  consumer: LocalConsumer,
  result: RuleResult,
  event: ConsumedEvent,
  consumptions: Consumptions,
): RuleResult {
  if (!result.matched) return result;
  const { subscription } = consumer;
  const target = consumerTarget(subscription.target);
  const absence = absenceOf(consumer);
  if (absence !== undefined) return { ...result, targets: [{ target, state: "unknown", reason: absence }] };
  const [delivered] = result.targets;
  if (delivered?.state !== "delivered" || subscription.target.kind === "queue")
    return { ...result, targets: delivered ? [{ ...delivered, target }] : [] };
  const consumption = consumptions.find(subscription.name, event);
  const inQueue: TargetResult = { target, state: "waiting", attempts: 0, reason: "in its queue" };
  if (consumption) {
    const { shown: _, ...known } = consumption;
    return { ...result, targets: [{ target, ...known }] };
  }
  return {
    ...result,
    targets: [subscription.target.kind === "function" ? inQueue : { ...delivered, target }],
  };
}
