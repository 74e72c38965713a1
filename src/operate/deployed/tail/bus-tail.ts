import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  type SQSClient,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import { BridgeError } from "../../../core/errors.ts";
import { policyDocument, tlsOnly } from "../../../stack/policy.ts";
import { askAws } from "../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../context.ts";
import { aliveTag, tailQueueName } from "./tail-names.ts";

/** Id of the rule's one target. */
const tailTargetId = "tail";

/** What is made in AWS to follow one bus: a queue, and a rule that sends events to it. */
export interface BusTail {
  readonly bus: DeployedBus;
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  /** Of the rule, and of the queue. */
  readonly name: string;
  readonly queueName: string;
}

/** The rule and queue of one bus, which need not be there. The queue is in the region of the bus: a rule reaches no other. */
export const busTail = (
  context: DeployedContext,
  name: string,
  bus: DeployedBus,
  index: number,
): BusTail => ({
  bus,
  events: eventBridgeOf(context, bus),
  sqs: bus.region === context.region ? context.clients.sqs : context.clients.sqsIn(bus.region),
  name,
  queueName: tailQueueName(name, index),
});

const tailQueueArn = ({ partition, account }: DeployedContext, { bus, queueName }: BusTail): string =>
  `arn:${partition}:sqs:${bus.region}:${account}:${queueName}`;

/** Lets this rule of this bus send, and nobody else. */
function queuePolicyText(context: DeployedContext, tail: BusTail): string {
  const { bus, name } = tail;
  const { partition, account } = context;
  const arn = tailQueueArn(context, tail);
  return JSON.stringify(
    policyDocument([
      tlsOnly("sqs", arn),
      {
        Sid: "OnlyThisRuleSends",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: {
          ArnEquals: {
            "aws:SourceArn": `arn:${partition}:events:${bus.region}:${account}:rule/${bus.busName}/${name}`,
          },
        },
      },
    ]),
  );
}

/** Makes the queue, which takes events from the one rule. @returns its URL */
export function makeTailQueue(context: DeployedContext, tail: BusTail): Promise<string> {
  return askAws(`make a queue to follow the bus ${tail.bus.name}`, async () => {
    const { QueueUrl } = await tail.sqs.send(
      new CreateQueueCommand({
        QueueName: tail.queueName,
        Attributes: {
          Policy: queuePolicyText(context, tail),
          // What nobody reads within minutes is of no interest any more.
          MessageRetentionPeriod: "300",
          ReceiveMessageWaitTimeSeconds: "20",
          SqsManagedSseEnabled: "true",
        },
        tags: { [aliveTag]: String(context.now()) },
      }),
    );
    if (QueueUrl !== undefined) return QueueUrl;
    throw new BridgeError("aws-failed", `SQS made no queue ${tail.queueName}.`, "Try again.");
  });
}

/** Makes the rule and lets it send to the queue. @throws BridgeError `wrong-use` for a pattern that EventBridge does not take */
export function makeTailRule(context: DeployedContext, tail: BusTail, pattern: string): Promise<void> {
  const { bus, events, name } = tail;
  return askAws(`make a rule to follow the bus ${bus.name}`, async () => {
    try {
      await events.send(
        new PutRuleCommand({
          Name: name,
          EventBusName: bus.busName,
          EventPattern: pattern,
          State: "ENABLED",
          Description: "npx hookbridge tail or console: it deletes this rule when it ends",
        }),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "InvalidEventPatternException") throw error;
      throw new BridgeError(
        "wrong-use",
        `EventBridge does not take this pattern: ${error.message}`,
        `Try it with: npx hookbridge pattern test --stage ${context.stage}`,
        error,
      );
    }
    const { FailedEntryCount = 0, FailedEntries = [] } = await events.send(
      new PutTargetsCommand({
        Rule: name,
        EventBusName: bus.busName,
        Targets: [{ Id: tailTargetId, Arn: tailQueueArn(context, tail) }],
      }),
    );
    if (FailedEntryCount > 0)
      throw new BridgeError(
        "aws-failed",
        `EventBridge did not take the queue as a target of ${name}: ${FailedEntries[0]?.ErrorMessage ?? "no reason given"}.`,
        "Try again.",
      );
  });
}

/** Says that the queue's follower is alive. */
export const markAlive = ({ sqs }: BusTail, QueueUrl: string, nowMs: number): Promise<unknown> =>
  sqs.send(new TagQueueCommand({ QueueUrl, Tags: { [aliveTag]: String(nowMs) } }));

/** AWS's errors for what is not there. */
const missing = /^(?:ResourceNotFoundException|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)$/;

async function unlessMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error) || !missing.test(error.name)) throw error;
  }
}

/** Removes a rule with its target, if they are there. */
export async function removeTailRule({ events, bus, name }: BusTail): Promise<void> {
  const rule = { EventBusName: bus.busName };
  await unlessMissing(events.send(new RemoveTargetsCommand({ ...rule, Rule: name, Ids: [tailTargetId] })));
  await unlessMissing(events.send(new DeleteRuleCommand({ ...rule, Name: name })));
}

/** Removes the queue, if it is there. It is looked up by its name: the answer to its making may have been lost. */
export async function removeTailQueue({ sqs, queueName }: BusTail): Promise<void> {
  await unlessMissing(
    (async () => {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    })(),
  );
}

/** Removes everything of a bus's follower, the rule first, so that it never sends to a queue that is gone. @throws BridgeError */
export function removeBusTail(tail: BusTail): Promise<void> {
  const what = `the rule ${tail.name} on the bus ${tail.bus.busName} and the queue ${tail.queueName}`;
  return askAws(`remove ${what}`, async () => {
    await removeTailRule(tail);
    await removeTailQueue(tail);
  });
}
