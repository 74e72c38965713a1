import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ListQueuesCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { askAws } from "../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../context.ts";
import { sqsOf } from "../subscriptions/consumer-queue.ts";

/** Where the names of temporary rules and queues begin. */
export const outletNames = "hookbridge-replay-";

/** After so long, what an interrupted command has left is removed: no replay of a command runs for a day. */
const leftOverMs = 24 * 3_600_000;

/** A temporary rule with a queue of its own, which takes the events of one replay. */
export interface ReplayOutlet {
  readonly ruleArn: string;
  readonly queueUrl: string;
}

const outletTargetId = "outlet";

async function ignoring(call: Promise<unknown>, ...names: readonly string[]): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  }
}

/** Removes the rule and the queue of this name. What is not there needs nothing. @throws BridgeError `aws-failed` */
export async function removeOutlet(context: DeployedContext, bus: DeployedBus, name: string): Promise<void> {
  const client = eventBridgeOf(context, bus);
  const rule = { EventBusName: bus.busName };
  const gone = "ResourceNotFoundException";
  await askAws(`remove the temporary rule and queue ${name}`, async () => {
    await ignoring(
      client.send(new RemoveTargetsCommand({ ...rule, Rule: name, Ids: [outletTargetId] })),
      gone,
    );
    await ignoring(client.send(new DeleteRuleCommand({ ...rule, Name: name })), gone);
    const sqs = sqsOf(context, outletQueueArn(context, bus, name));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }));
    for (const QueueUrl of QueueUrls) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  });
}

const outletQueueArn = (
  { partition, account }: DeployedContext,
  { region }: DeployedBus,
  name: string,
): string => `arn:${partition}:sqs:${region}:${account}:${name}`;

/**
 * Makes a rule that takes the replayed events which match, and the queue that it sends them to. The rule has a name of its own and no other target:
 * rules and targets that exist are not changed.
 * @throws BridgeError `aws-failed`
 */
export function makeOutlet(
  context: DeployedContext,
  bus: DeployedBus,
  name: string,
  pattern: string,
): Promise<ReplayOutlet> {
  const client = eventBridgeOf(context, bus);
  const arn = outletQueueArn(context, bus, name);
  const sqs = sqsOf(context, arn);
  return askAws(`make a temporary rule and queue for the replay ${name}`, async () => {
    const { QueueUrl: queueUrl = "" } = await sqs.send(
      new CreateQueueCommand({ QueueName: name, Attributes: { MessageRetentionPeriod: "86400" } }),
    );
    const { RuleArn: ruleArn = "" } = await client.send(
      new PutRuleCommand({
        Name: name,
        EventBusName: bus.busName,
        EventPattern: pattern,
        Description: "Temporary: takes the events of one replay of hookbridge",
      }),
    );
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arn,
          Condition: { ArnEquals: { "aws:SourceArn": ruleArn } },
        },
      ],
    });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy } }));
    await client.send(
      new PutTargetsCommand({
        Rule: name,
        EventBusName: bus.busName,
        Targets: [{ Id: outletTargetId, Arn: arn }],
      }),
    );
    return { ruleArn, queueUrl };
  });
}

/** The time in a name of `replayName`; undefined for another name. */
function madeAt(name: string): number | undefined {
  const [, time] = /-(\d{13})$/.exec(name) ?? [];
  return name.startsWith(outletNames) && time !== undefined ? Number(time) : undefined;
}

/**
 * Removes what commands of this stack have left behind that were killed in the middle of a replay, when it is older than a day.
 * @returns the names of what was removed
 */
export async function removeLeftOutlets(context: DeployedContext): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const bus of context.buses.filter(({ account }) => account === context.account)) {
    const begin = `${outletNames}${context.stackName}-`;
    const sqs = sqsOf(context, outletQueueArn(context, bus, ""));
    const { QueueUrls = [] } = await askAws("look for temporary queues", () =>
      sqs.send(new ListQueuesCommand({ QueueNamePrefix: begin })),
    );
    for (const name of QueueUrls.map((url) => url.slice(url.lastIndexOf("/") + 1))) {
      const made = madeAt(name);
      if (made === undefined || context.now() - made < leftOverMs || removed.includes(name)) continue;
      await removeOutlet(context, bus, name);
      removed.push(name);
    }
  }
  return removed;
}
