import { type Deployment, ids, isOrdered } from "../deployment.ts";
import { queueEncryption } from "../encryption.ts";
import { timeoutSeconds } from "../functions.ts";
import { policyDocument, tlsOnly } from "../policy.ts";
import { arnOf, type Properties, type Resource, type Resources, ref, retained } from "../template.ts";

/** The longest that SQS keeps a message: 14 days. */
const retentionSeconds = 14 * 24 * 3_600;

/** How often a delivery is tried before it is a dead letter: an hour at six minutes each. */
const defaultAttempts = 10;

/** Refuses other transport than TLS. */
const policy = (queue: string): Resource => ({
  Type: "AWS::SQS::QueuePolicy",
  Properties: { Queues: [ref(queue)], PolicyDocument: policyDocument([tlsOnly("sqs", arnOf(queue))]) },
});

/** What makes a queue keep an order, with SQS's limits for each group and not for all together. */
const fifo: Properties = {
  FifoQueue: true,
  DeduplicationScope: "messageGroup",
  FifoThroughputLimit: "perMessageGroupId",
};

/**
 * A queue with its dead-letter queue. They hold acknowledged deliveries: both outlive the stack.
 * @param windowSeconds for which Lambda waits for a batch to fill
 */
function pair(
  deployment: Deployment,
  queue: string,
  deadLetters: string,
  windowSeconds: number,
  kind: Properties,
): Resources {
  const common = {
    ...kind,
    MessageRetentionPeriod: retentionSeconds,
    ReceiveMessageWaitTimeSeconds: 20,
    ...queueEncryption(deployment),
  };
  return {
    [deadLetters]: retained({ Type: "AWS::SQS::Queue", Properties: common }),
    [queue]: retained({
      Type: "AWS::SQS::Queue",
      Properties: {
        ...common,
        // AWS: six times the function's timeout and the window, so that throttled batches are not counted as failures.
        VisibilityTimeout: 6 * timeoutSeconds.publish + windowSeconds,
        RedrivePolicy: {
          deadLetterTargetArn: arnOf(deadLetters),
          maxReceiveCount: deployment.options.queue?.attempts ?? defaultAttempts,
        },
      },
    }),
    [`${queue}Policy`]: policy(queue),
    [`${deadLetters}Policy`]: policy(deadLetters),
  };
}

/** The delivery queue, and where some source keeps an order a FIFO queue for those; each with its dead-letter queue. */
export function queues(deployment: Deployment): Resources {
  const windowSeconds = deployment.options.queue?.batchingWindowSeconds ?? 0;
  return {
    ...pair(deployment, ids.queue, ids.deadLetters, windowSeconds, {}),
    ...(isOrdered(deployment) && pair(deployment, ids.orderedQueue, ids.orderedDeadLetters, 0, fifo)),
  };
}
