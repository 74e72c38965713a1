import type { Target } from "@aws-sdk/client-eventbridge";
import { consumersStackName } from "../../../stack/consumers/consumer-names.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedBus, DeployedContext } from "../context.ts";
import { type DeployedRule, rulesOfBuses } from "./bus-rules.ts";
import {
  type ConsumerQueue,
  consumerQueue,
  isQueueArn,
  type QueueReader,
  readersOf,
} from "./consumer-queue.ts";

/** A rule as a subscription, with the queues that belong to it. */
export interface DeployedSubscription {
  /** The rule's name; with the bus before it where rules of two buses have the same one. */
  readonly name: string;
  readonly rule: DeployedRule;
  /** The queue that its events go to. */
  readonly queue: ConsumerQueue | undefined;
  /** Dead-letter queues of its queue and of its rule. */
  readonly deadLetterQueues: readonly ConsumerQueue[];
  /** What Lambda reads from its queue; undefined where that may not be asked. */
  readonly readers: readonly QueueReader[] | undefined;
}

/** A rule of the consumers' stack as bridge.config.ts calls its subscription, any other as it is called. @param stackName of the bridge */
export function subscriptionName({ name }: Pick<DeployedRule, "name">, stackName: string): string {
  const begin = `${consumersStackName({ prefix: stackName })}-`;
  return name.startsWith(begin) ? name.slice(begin.length) : name;
}

/** Rules by the names of their subscriptions. @param stackName of the bridge */
export function namedRules(
  rules: readonly DeployedRule[],
  stackName: string,
): ReadonlyMap<string, DeployedRule> {
  const nameOf = (rule: DeployedRule): string => subscriptionName(rule, stackName);
  const names = Map.groupBy(rules, nameOf);
  return new Map(
    rules.map((rule) => {
      const name = nameOf(rule);
      return [(names.get(name)?.length ?? 0) > 1 ? `${rule.bus.name}/${name}` : name, rule];
    }),
  );
}

/** The target that the subscription is for. AWS lets a rule have five; the first one with a queue is the one that can be looked at. */
const mainTarget = ({ targets }: DeployedRule): Target | undefined =>
  targets.find(({ Arn }) => isQueueArn(Arn)) ?? targets[0];

const readersOrUnknown = (
  context: DeployedContext,
  queueArn: string,
): Promise<readonly QueueReader[] | undefined> => readersOf(context, queueArn).catch(() => undefined);

/** Reads what belongs to a rule. */
async function subscriptionOf(
  context: DeployedContext,
  name: string,
  rule: DeployedRule,
): Promise<DeployedSubscription> {
  const target = mainTarget(rule);
  const queue = isQueueArn(target?.Arn) ? await consumerQueue(context, target.Arn) : undefined;
  const arns = new Set(
    [queue?.deadLetterArn, ...rule.targets.map(({ DeadLetterConfig }) => DeadLetterConfig?.Arn)].filter(
      isQueueArn,
    ),
  );
  const [readers, ...deadLetterQueues] = await Promise.all([
    queue ? readersOrUnknown(context, queue.arn) : [],
    ...Array.from(arns, (arn) => consumerQueue(context, arn)),
  ]);
  return {
    name,
    rule,
    queue,
    deadLetterQueues: deadLetterQueues.filter((found) => found !== undefined),
    readers,
  };
}

/** All subscriptions of the bridge's buses. @throws BridgeError `aws-failed` */
export async function readSubscriptions(context: DeployedContext): Promise<readonly DeployedSubscription[]> {
  const rules = namedRules(await rulesOfBuses(context), context.stackName);
  return askAws("read the queues of the subscriptions", () =>
    Promise.all(Array.from(rules, ([name, rule]) => subscriptionOf(context, name, rule))),
  );
}

/**
 * One subscription; undefined where there is none of this name.
 * @param bus on which the name needs no bus before it
 * @throws BridgeError `aws-failed`
 */
export async function readSubscription(
  context: DeployedContext,
  name: string,
  bus?: DeployedBus,
): Promise<DeployedSubscription | undefined> {
  const { stackName } = context;
  const rules = await rulesOfBuses(context);
  const onBus = rules.find((rule) => rule.bus === bus && subscriptionName(rule, stackName) === name);
  const rule = onBus ?? namedRules(rules, stackName).get(name);
  return rule && askAws(`read the queues of ${name}`, () => subscriptionOf(context, name, rule));
}
