import {
  CreateEventBusCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { queueTimes } from "../../../config/subscriptions/queue-times.ts";
import type { Subscription, SubscriptionInput } from "../../../core/subscription.ts";
import type { Clients, Cloud } from "../../aws/clients.ts";
import { ensureQueue, type Queue } from "../workspace/provision.ts";
import { consumerLettersName, type LocalNames, type LocalTarget, localTarget } from "./local-target.ts";

/** A subscription with what was made for it. */
export interface LocalConsumer {
  readonly subscription: Subscription;
  readonly target: LocalTarget;
  readonly ruleArn: string;
  /** Where its events wait, or the executions of its state machine. */
  readonly queue?: Queue;
  /** Undefined where nothing plays its target. */
  readonly deadLetterQueue?: Queue;
}

/** What consumers are made in. */
export interface ConsumerPlace {
  readonly clients: Clients;
  readonly cloud: Cloud;
  readonly names: LocalNames;
}

/** Tells the rules of subscriptions from those that a user puts. */
export const ownRuleDescription = "A subscription of bridge.config.ts";

/** As long as SQS can keep a message. */
const retention = { MessageRetentionPeriod: "1209600" };

/** An execution may take so long, which is SQS's longest visibility timeout. */
export const longestExecutionSeconds = 43_200;

function queueAttributes({ target }: Subscription, deadLetterQueue: Queue): Record<string, string> {
  if (target.kind === "state-machine")
    return { ...retention, VisibilityTimeout: String(longestExecutionSeconds) };
  if (target.kind !== "function") return retention;
  const { visibilitySeconds, receives } = queueTimes(target);
  return {
    ...retention,
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterQueue.arn, maxReceiveCount: receives }),
  };
}

function targetInputOf(input: SubscriptionInput | undefined): Partial<Target> {
  if (input === undefined) return {};
  return "path" in input
    ? { InputPath: input.path }
    : { InputTransformer: { InputTemplate: input.template, InputPathsMap: { ...input.paths } } };
}

async function ensureBus({ eventbridge }: Clients, Name: string): Promise<void> {
  try {
    await eventbridge.send(new CreateEventBusCommand({ Name }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ResourceAlreadyExistsException") throw error;
  }
}

/** Makes what the target needs. @returns its ARN, and its queue where it has one */
async function ensureTarget(
  { clients, cloud, names }: ConsumerPlace,
  subscription: Subscription,
  target: Exclude<LocalTarget, { kind: "none" }>,
  deadLetterQueue: Queue,
): Promise<{ readonly arn: string; readonly queue?: Queue }> {
  const { region, account } = names;
  if (target.kind === "bus") {
    await ensureBus(clients, target.name);
    return { arn: `arn:aws:events:${region}:${account}:event-bus/${target.name}` };
  }
  const name = target.kind === "queue" ? target.queue : target.name;
  const queue = await ensureQueue(clients, cloud, name, queueAttributes(subscription, deadLetterQueue));
  return target.kind === "queue"
    ? { arn: queue.arn, queue }
    : { arn: `arn:aws:states:${region}:${account}:stateMachine:${name}`, queue };
}

/** A rule whose events would be lost while nobody takes them is off; where they wait in a queue, only the reading is. */
const isRuleOn = ({ paused, target }: Subscription): boolean => !paused || target.kind === "function";

async function ensureRule({ clients, names }: ConsumerPlace, subscription: Subscription): Promise<string> {
  const { RuleArn = "" } = await clients.eventbridge.send(
    new PutRuleCommand({
      Name: subscription.name,
      EventBusName: `${names.busPrefix}${subscription.bus}`,
      EventPattern: subscription.pattern,
      State: isRuleOn(subscription) ? "ENABLED" : "DISABLED",
      Description: ownRuleDescription,
    }),
  );
  return RuleArn;
}

/** Makes the rule of a subscription, its target and its queues. Existing ones keep their contents. */
export async function provisionConsumer(
  place: ConsumerPlace,
  subscription: Subscription,
): Promise<LocalConsumer> {
  const { clients, cloud, names } = place;
  const target = localTarget(subscription, names);
  const ruleArn = await ensureRule(place, subscription);
  const rule = { Rule: subscription.name, EventBusName: `${names.busPrefix}${subscription.bus}` };
  if (target.kind === "none") {
    await clients.eventbridge.send(new RemoveTargetsCommand({ ...rule, Ids: ["target"] }));
    return { subscription, target, ruleArn };
  }
  const deadLetterQueue = await ensureQueue(
    clients,
    cloud,
    consumerLettersName(subscription.name),
    retention,
  );
  const { arn, queue } = await ensureTarget(place, subscription, target, deadLetterQueue);
  const Targets = [
    {
      Id: "target",
      Arn: arn,
      DeadLetterConfig: { Arn: deadLetterQueue.arn },
      RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
      ...targetInputOf(subscription.input),
    },
  ];
  await clients.eventbridge.send(new PutTargetsCommand({ ...rule, Targets }));
  return { subscription, target, ruleArn, deadLetterQueue, ...(queue && { queue }) };
}
