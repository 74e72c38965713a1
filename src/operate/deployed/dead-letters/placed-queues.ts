import type { Target } from "@aws-sdk/client-eventbridge";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { LetterQueue } from "../../../aws/dead-letters/letter.ts";
import { BridgeError } from "../../../core/errors.ts";
import { similarNames } from "../../../core/text/similar-names.ts";
import { ids } from "../../../stack/deployment.ts";
import { queueRetentionSeconds } from "../../../stack/resources/queues.ts";
import type { DeployedContext } from "../context.ts";
import { physicalId } from "../stack/deployed-stack.ts";
import { rulesOfBuses } from "../subscriptions/bus-rules.ts";
import { sqsOf } from "../subscriptions/consumer-queue.ts";
import {
  type DeployedSubscription,
  namedRules,
  readSubscription,
  readSubscriptions,
} from "../subscriptions/read-subscription.ts";

/** A dead-letter queue, and the client for its region. */
export interface PlacedQueue {
  readonly sqs: SQSClient;
  readonly queue: LetterQueue;
}

/** Dead-letter queues of EventBridge's own in a bridge's stack, by what they are called here. */
const eventQueues = { forward: ids.forwardDeadLetters, buses: ids.busDeadLetters } as const;

/** The dead-letter queues of the bridge itself. Those of EventBridge hold events that it could not forward or encrypt: no queue has sent them. */
export function ownQueues({ queues, stack, clients }: DeployedContext): readonly PlacedQueue[] {
  const own = queues.map(({ name, url, deadLetterUrl }) => ({ name, deadLetterUrl, sourceUrl: url }));
  const ofEvents = Object.entries(eventQueues).flatMap(([name, id]) => {
    const deadLetterUrl = physicalId(stack, id);
    return deadLetterUrl === undefined ? [] : [{ name, deadLetterUrl, sourceUrl: undefined }];
  });
  return [...own, ...ofEvents].map((queue) => ({
    sqs: clients.sqs,
    queue: { ...queue, retentionSeconds: queueRetentionSeconds },
  }));
}

const changesInput = ({ Input, InputPath, InputTransformer }: Target): boolean =>
  Input !== undefined || InputPath !== undefined || InputTransformer !== undefined;

/**
 * The dead-letter queues of a subscription. What EventBridge leaves in a rule's dead-letter queue is the event; where the target gets another text
 * made of it, that is no message for the queue.
 */
function deadLetterQueuesOf(
  context: DeployedContext,
  { name, rule, queue, deadLetterQueues }: DeployedSubscription,
): readonly PlacedQueue[] {
  const ofRule = new Set(
    rule.targets.filter(changesInput).flatMap(({ DeadLetterConfig }) => DeadLetterConfig?.Arn ?? []),
  );
  return deadLetterQueues.map(({ arn, url, retentionSeconds }) => ({
    sqs: sqsOf(context, arn),
    queue: {
      name,
      deadLetterUrl: url,
      sourceUrl: ofRule.has(arn) ? undefined : queue?.url,
      retentionSeconds,
    },
  }));
}

/** The dead-letter queues of all subscriptions. @throws BridgeError `aws-failed` */
export async function subscriptionQueues(context: DeployedContext): Promise<readonly PlacedQueue[]> {
  return (await readSubscriptions(context)).flatMap((each) => deadLetterQueuesOf(context, each));
}

/**
 * The dead-letter queues of one subscription.
 * @throws BridgeError `wrong-use` where there is no such subscription, `aws-failed`
 */
export async function queuesOfSubscription(
  context: DeployedContext,
  name: string,
): Promise<readonly PlacedQueue[]> {
  const found = await readSubscription(context, name);
  if (found) return deadLetterQueuesOf(context, found);
  const names = [...namedRules(await rulesOfBuses(context), context.stackName).keys()];
  const [near] = similarNames(name, names);
  throw new BridgeError(
    "wrong-use",
    `There is no subscription ${name} on the buses of ${context.stackName}.`,
    near === undefined
      ? `npx hookbridge subscriptions list --stage ${context.stage} shows them.`
      : `The most similar name is ${near}; npx hookbridge subscriptions list --stage ${context.stage} shows all.`,
  );
}
