import {
  DeleteRuleCommand,
  type EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { ListQueuesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Subscription } from "../../../core/subscription.ts";
import { messagesInQueue } from "../queue-messages.ts";
import { consumerLettersName, consumerName, localTarget } from "./local-target.ts";
import { type ConsumerPlace, ownRuleDescription } from "./provision-consumer.ts";

/** What a configuration had and has no more: a subscription, or the queue of one that has another target now. */
interface FormerConsumer {
  readonly name: string;
  readonly isRuleRemoved: boolean;
  readonly events: number;
  readonly letters: number;
}

async function removeRule(
  eventbridge: EventBridgeClient,
  { Name, EventBusName }: { readonly Name: string; readonly EventBusName: string },
): Promise<void> {
  const rule = { Rule: Name, EventBusName };
  const { Targets = [] } = await eventbridge.send(new ListTargetsByRuleCommand(rule));
  if (Targets.length > 0)
    await eventbridge.send(new RemoveTargetsCommand({ ...rule, Ids: Targets.map(({ Id }) => Id ?? "") }));
  await eventbridge.send(new DeleteRuleCommand({ Name, EventBusName }));
}

/**
 * Removes the rules of subscriptions that the configuration has no more, or on another bus: they would fill queues that nobody reads. A bus
 * that it has no more has such rules too.
 * @returns names of the removed rules
 */
async function removeFormerRules(
  { clients: { eventbridge }, names: { busPrefix } }: ConsumerPlace,
  subscriptions: ReadonlyMap<string, Subscription>,
): Promise<ReadonlySet<string>> {
  const removed = new Set<string>();
  const { EventBuses = [] } = await eventbridge.send(new ListEventBusesCommand({ NamePrefix: busPrefix }));
  for (const { Name: EventBusName = "" } of EventBuses) {
    const { Rules = [] } = await eventbridge.send(new ListRulesCommand({ EventBusName }));
    for (const { Name = "", Description } of Rules) {
      const bus = subscriptions.get(Name)?.bus;
      if (Description !== ownRuleDescription || EventBusName === `${busPrefix}${bus}`) continue;
      await removeRule(eventbridge, { Name, EventBusName });
      removed.add(Name);
    }
  }
  return removed;
}

/** How many messages are in each queue whose name begins so, by the rest of its name. */
async function waitingByName(sqs: SQSClient, prefix: string): Promise<ReadonlyMap<string, number>> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
  const counts = QueueUrls.map(async (QueueUrl) => {
    const name = QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1 + prefix.length);
    return [name, await messagesInQueue(sqs, QueueUrl)] as const;
  });
  return new Map(await Promise.all(counts));
}

/** Finds what waits where nobody reads it, and removes rules that would add to it. Said at each start, for as long as something waits. */
export async function findFormerConsumers(
  place: ConsumerPlace,
  subscriptions: ReadonlyMap<string, Subscription>,
): Promise<readonly FormerConsumer[]> {
  const { sqs } = place.clients;
  const removed = await removeFormerRules(place, subscriptions);
  const events = await waitingByName(sqs, consumerName(""));
  const letters = await waitingByName(sqs, consumerLettersName(""));
  const kindOf = (name: string): string | undefined => {
    const subscription = subscriptions.get(name);
    return subscription && localTarget(subscription, place.names).kind;
  };
  const isQueueRead = (name: string): boolean =>
    ["function", "queue", "state-machine"].includes(subscriptions.get(name)?.target.kind ?? "");
  return [...new Set([...removed, ...events.keys(), ...letters.keys()])].toSorted().flatMap((name) => {
    const found = {
      name,
      isRuleRemoved: removed.has(name) && !subscriptions.has(name),
      events: isQueueRead(name) ? 0 : (events.get(name) ?? 0),
      letters: subscriptions.has(name) && kindOf(name) !== "none" ? 0 : (letters.get(name) ?? 0),
    };
    return found.isRuleRemoved || found.events > 0 || found.letters > 0 ? [found] : [];
  });
}

const waitingText = (count: number, word: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`];

/** What somebody should know of it at the start. */
export function formerNote(
  { name, isRuleRemoved, events, letters }: FormerConsumer,
  isConfigured: boolean,
): string {
  const waiting = [...waitingText(events, "event"), ...waitingText(letters, "dead letter")].join(" and ");
  if (isConfigured)
    return `the subscription ${name} has another target than before: its former queues keep what they have (${waiting}), for a target that reads them`;
  const rule = isRuleRemoved ? "its rule was removed, and " : "";
  const kept = waiting && ` (${waiting})`;
  return `the subscription ${name} is not in bridge.config.ts any more: ${rule}its queues keep what they have${kept}, for a subscription of this name`;
}
