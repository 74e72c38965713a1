import { rmSync } from "node:fs";
import { DisableRuleCommand, EnableRuleCommand } from "@aws-sdk/client-eventbridge";
import type { Subscription } from "../../../core/subscription.ts";
import type { DeadLetterRow } from "../../../operate/dead-letters.ts";
import type { RuleResult } from "../../../operate/events.ts";
import type { SubscriptionRow } from "../../../operate/state.ts";
import type { DeliveryAttempt } from "../../aws/eventbridge/targets/deliveries.ts";
import type { RuleDeliveries } from "../../aws/eventbridge/targets/target-results.ts";
import type { DeadLetters } from "../dead-letters/dead-letters.ts";
import type { ConsumerContext } from "./consumer-context.ts";
import { type RunningConsumer, startConsumerFunction } from "./consumer-function.ts";
import { watchConsumerLetters } from "./consumer-letters.ts";
import { absenceOf, consumerResult, consumerRow, type WatchedConsumer } from "./consumer-rows.ts";
import { startConsumerWorkflow } from "./consumer-workflow.ts";
import { findFormerConsumers, formerNote } from "./former-consumers.ts";
import type { KeptPauses } from "./kept-pauses.ts";
import { type LocalConsumer, provisionConsumer } from "./provision-consumer.ts";
import type { ConsumedEvent } from "./results/consumed-event.ts";
import { noteDelivery } from "./results/consumer-deliveries.ts";
import type { Consumptions } from "./results/consumptions.ts";

/** The subscriptions of bridge.config.ts, as they run on this machine. */
export interface Consumers {
  /** Sentences for the start: what runs otherwise than in AWS, and where queues are. */
  readonly warnings: readonly string[];
  readonly letters: ReadonlyMap<string, DeadLetters>;
  rows(): Promise<readonly SubscriptionRow[]>;
  /** One of them; undefined where there is no such subscription. */
  row(name: string): Promise<SubscriptionRow | undefined>;
  /** @returns false where there is no such subscription */
  pause(name: string): Promise<boolean>;
  resume(name: string): Promise<boolean>;
  /** What became of an event at the subscriptions among the rules of its bus. */
  results(bus: string, rules: readonly RuleResult[], event: ConsumedEvent): readonly RuleResult[];
  /** What consumers have done, of which the stream and a list tell. */
  readonly consumptions: Pick<Consumptions, "at" | "list">;
  /** Whether a rule of a bus is that of a subscription. */
  has(bus: string, rule: string): boolean;
  close(): Promise<void>;
}

/** What subscriptions run in. */
export interface ConsumersContext extends ConsumerContext {
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** The embedded queues have no other reader: shown letters can stay in flight. */
  readonly holdSeconds: number;
  readonly pauses: KeptPauses;
  readonly replayInto: (eventId: string, ruleArn: string) => Promise<boolean>;
  readonly onLetter: (row: DeadLetterRow) => void;
  readonly ruleDeliveries: (ruleArn: string) => RuleDeliveries | undefined;
  /** From when on failures count, in ms since 1970. */
  readonly failuresSince: () => number;
  /** Calls the listener with how each attempt of EventBridge has ended. */
  readonly onDelivery: (listener: (attempt: DeliveryAttempt) => void) => void;
}

function runConsumer(
  { subscription, queue }: LocalConsumer,
  context: ConsumersContext,
): Promise<RunningConsumer> | undefined {
  const { name, target, paused } = subscription;
  if (!queue) return undefined;
  if (target.kind === "function") return startConsumerFunction(name, target, queue, { ...context, paused });
  return target.kind === "state-machine" ? startConsumerWorkflow(name, target, queue, context) : undefined;
}

async function watchConsumer(
  subscription: Subscription,
  context: ConsumersContext,
): Promise<WatchedConsumer> {
  const consumer = await provisionConsumer(context, subscription);
  const running = await runConsumer(consumer, context);
  const letters = watchConsumerLetters(consumer, { ...context, onChange: context.onLetter });
  return {
    ...consumer,
    isOff: subscription.paused && subscription.target.kind !== "function",
    ...(running && { running }),
    ...(letters && { letters }),
  };
}

/** What somebody should know at the start. @param configured the subscription as the configuration has it */
function startNote(consumer: WatchedConsumer, configured: Subscription | undefined): readonly string[] {
  const { subscription, target, queue } = consumer;
  const { name, paused } = subscription;
  const absence = absenceOf(consumer);
  if (paused && configured?.paused === false)
    return [
      `subscription ${name}: it was paused, and stays so until: npx hookbridge subscriptions resume ${name}`,
    ];
  if (absence !== undefined) return [`subscription ${name}: ${absence}`];
  if (target.kind === "bus")
    return [`subscription ${name}: the local bus ${target.name} plays the one that it forwards to`];
  if (target.kind === "queue" && target.reader === "user")
    return [`subscription ${name}: its events wait in ${queue?.url ?? "a queue"} for you to read them`];
  return [];
}

/** Lets a rule send, or not. While it is off, its events are lost. */
async function switchRule(
  consumer: WatchedConsumer,
  on: boolean,
  { clients, names }: ConsumersContext,
): Promise<void> {
  const { name, bus } = consumer.subscription;
  const rule = { Name: name, EventBusName: `${names.busPrefix}${bus}` };
  await clients.eventbridge.send(on ? new EnableRuleCommand(rule) : new DisableRuleCommand(rule));
  consumer.isOff = !on;
}

/** Makes what the subscriptions need, and runs their code. */
export async function startConsumers(context: ConsumersContext): Promise<Consumers> {
  const { subscriptions, consumptions } = context;
  rmSync(context.bundleFolder, { recursive: true, force: true });
  const former = await findFormerConsumers(context, subscriptions);
  const consumers = new Map<string, WatchedConsumer>();
  for (const subscription of subscriptions.values()) {
    const paused = context.pauses.isPaused(subscription);
    consumers.set(subscription.name, await watchConsumer({ ...subscription, paused }, context));
  }
  let isClosed = false;
  context.onDelivery((attempt) => {
    for (const { subscription, ruleArn } of consumers.values())
      if (ruleArn === attempt.ruleArn && !isClosed) noteDelivery(subscription, attempt, consumptions);
  });
  const change = async (name: string, on: boolean): Promise<boolean> => {
    const consumer = consumers.get(name);
    const configured = subscriptions.get(name);
    if (!consumer || !configured) return false;
    context.pauses.keep(configured, !on);
    if (consumer.subscription.target.kind !== "function") await switchRule(consumer, on, context);
    else if (on) consumer.running?.resume();
    else await consumer.running?.pause();
    return true;
  };
  const rowOf = (consumer: WatchedConsumer): Promise<SubscriptionRow> =>
    consumerRow(consumer, {
      place: context,
      consumptions,
      deliveries: context.ruleDeliveries(consumer.ruleArn),
      since: context.failuresSince(),
    });
  const has = (bus: string, rule: string): boolean => consumers.get(rule)?.subscription.bus === bus;
  return {
    warnings: [
      ...former.map((one) => formerNote(one, subscriptions.has(one.name))),
      ...Array.from(consumers).flatMap(([name, consumer]) => startNote(consumer, subscriptions.get(name))),
    ],
    letters: new Map(
      Array.from(consumers).flatMap(([name, { letters }]) => (letters ? [[name, letters] as const] : [])),
    ),
    rows: () => Promise.all(Array.from(consumers.values(), rowOf)),
    async row(name) {
      const consumer = consumers.get(name);
      return consumer && rowOf(consumer);
    },
    pause: (name) => change(name, false),
    resume: (name) => change(name, true),
    results: (bus, rules, event) =>
      rules.map((rule) => {
        const consumer = has(bus, rule.rule) ? consumers.get(rule.rule) : undefined;
        return consumer ? consumerResult(consumer, rule, event, consumptions) : rule;
      }),
    consumptions,
    has,
    async close() {
      isClosed = true;
      await Promise.all(Array.from(consumers.values(), ({ running }) => running?.close()));
    },
  };
}
