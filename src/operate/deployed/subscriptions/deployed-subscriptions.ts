import { DisableRuleCommand, EnableRuleCommand } from "@aws-sdk/client-eventbridge";
import { UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import type { RunningBridge } from "../../bridge.ts";
import type { SubscriptionRow } from "../../state.ts";
import { askAws } from "../ask-aws.ts";
import { type DeployedContext, eventBridgeOf, refuseUnlessWriting } from "../context.ts";
import { readersOf } from "./consumer-queue.ts";
import { oldestMessages } from "./oldest-messages.ts";
import { type DeployedSubscription, readSubscription, readSubscriptions } from "./read-subscription.ts";
import { type RuleHour, ruleHours } from "./rule-hours.ts";

/** A subscription is behind when its oldest event waits longer than this. */
const behindSeconds = 900;

/** And without that measurement, when so many wait. */
const behindMessages = 1_000;

/** True where its events wait in a queue while nobody reads them. */
const canWait = ({ queue, readers }: DeployedSubscription): boolean =>
  queue !== undefined && (readers === undefined || readers.length > 0);

const isPaused = ({ rule, readers = [] }: DeployedSubscription): boolean =>
  !rule.isEnabled || (readers.length > 0 && readers.every(({ enabled }) => !enabled));

const deadLettersOf = ({ deadLetterQueues }: DeployedSubscription): number =>
  deadLetterQueues.reduce((sum, { depth }) => sum + depth, 0);

function stateOf(
  subscription: DeployedSubscription,
  oldestSeconds: number | undefined,
): SubscriptionRow["state"] {
  if (isPaused(subscription)) return "paused";
  if (deadLettersOf(subscription) > 0) return "failing";
  const { depth = 0 } = subscription.queue ?? {};
  const behind = oldestSeconds === undefined ? depth >= behindMessages : oldestSeconds > behindSeconds;
  return behind ? "behind" : "healthy";
}

function deployedRow(
  subscription: DeployedSubscription,
  oldestSeconds: number | undefined,
  hour: RuleHour | undefined,
): SubscriptionRow {
  const { name, rule, queue, deadLetterQueues } = subscription;
  return {
    name,
    bus: rule.bus.name,
    state: stateOf(subscription, oldestSeconds),
    target: rule.targets.map(({ Arn = "" }) => Arn).join(" ") || "none",
    ...(rule.pattern !== undefined && { pattern: rule.pattern }),
    ...(queue && { backlog: queue.depth }),
    ...(oldestSeconds !== undefined && { oldestSeconds }),
    ...hour,
    ...(deadLetterQueues.length > 0 && { deadLetters: deadLettersOf(subscription) }),
    hasQueue: canWait(subscription),
  };
}

async function subscriptionRows(
  context: DeployedContext,
  subscriptions: readonly DeployedSubscription[],
): Promise<readonly SubscriptionRow[]> {
  const queues = subscriptions.flatMap(({ queue }) => (queue && queue.depth > 0 ? [queue] : []));
  const [oldest, hours] = await Promise.all([
    oldestMessages(context, queues),
    ruleHours(
      context,
      subscriptions.map(({ rule }) => rule),
    ),
  ]);
  return subscriptions.map((each) =>
    deployedRow(each, oldest.get(each.queue?.name ?? ""), hours.get(each.rule.arn)),
  );
}

/** Switches what reads the queue; where nothing of Lambda does, the rule itself. */
async function switchTo(
  context: DeployedContext,
  subscription: DeployedSubscription,
  on: boolean,
): Promise<void> {
  const { name, rule, queue } = subscription;
  const purpose = `${on ? "resume" : "pause"} ${name}`;
  // Where Lambda could not be asked before, it is asked again for its error: switching the rule instead would lose events.
  const readers = subscription.readers ?? (await askAws(purpose, () => readersOf(context, queue?.arn ?? "")));
  for (const { id, enabled } of readers)
    if (enabled !== on)
      await askAws(purpose, () =>
        context.clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: on })),
      );
  const change = { Name: rule.name, EventBusName: rule.bus.busName };
  const byRule = readers.length === 0;
  if (on && !rule.isEnabled)
    await askAws(purpose, () => eventBridgeOf(context, rule.bus).send(new EnableRuleCommand(change)));
  if (!on && byRule)
    await askAws(purpose, () => eventBridgeOf(context, rule.bus).send(new DisableRuleCommand(change)));
}

/**
 * The rules of the bridge's buses, as subscriptions. A subscription whose queue is read by Lambda is paused there, and its events wait. For any other
 * (`hasQueue` is false) the rule is disabled, and what comes meanwhile is lost to it unless the bus has an archive. A deployment of the stack that
 * made the rule or the function may switch it on again.
 */
export function deployedSubscriptions(
  context: DeployedContext,
): Pick<RunningBridge, "subscriptions" | "subscription" | "pause" | "resume"> {
  const rowOf = async (name: string): Promise<SubscriptionRow | undefined> => {
    const found = await readSubscription(context, name);
    return found && (await subscriptionRows(context, [found]))[0];
  };
  async function switched(name: string, on: boolean): Promise<SubscriptionRow | undefined> {
    refuseUnlessWriting(context, on ? "Resuming a subscription" : "Pausing a subscription");
    const found = await readSubscription(context, name);
    if (!found) return undefined;
    await switchTo(context, found, on);
    return rowOf(name);
  }
  return {
    subscriptions: async () => subscriptionRows(context, await readSubscriptions(context)),
    subscription: rowOf,
    pause: (name) => switched(name, false),
    resume: (name) => switched(name, true),
  };
}
