import { type Deployment, ids, isBuffered, isOrdered } from "../deployment.ts";
import { queueEncryption } from "../encryption.ts";
import { timeoutSeconds } from "../function-limits.ts";
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

/** What differs between the queues. */
interface Pair {
  readonly queue: string;
  readonly deadLetters: string;
  /** AWS: six times the function's timeout and the window, so that throttled batches are not counted as failures. */
  readonly hiddenSeconds: number;
  readonly kind?: Properties;
}

/** A queue with its dead-letter queue. They hold what vendors were told is safe: both outlive the stack. */
function pair(deployment: Deployment, { queue, deadLetters, hiddenSeconds, kind }: Pair): Resources {
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
        VisibilityTimeout: hiddenSeconds,
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

/**
 * The delivery queue, where some source keeps an order a FIFO queue for those, and behind a door that buffers a queue of requests that
 * nobody has verified yet; each with its dead-letter queue.
 */
export function queues(deployment: Deployment): Resources {
  const hiddenSeconds = 6 * timeoutSeconds.publish;
  const windowSeconds = deployment.options.queue?.batchingWindowSeconds ?? 0;
  return {
    ...pair(deployment, {
      queue: ids.queue,
      deadLetters: ids.deadLetters,
      hiddenSeconds: hiddenSeconds + windowSeconds,
    }),
    ...(isOrdered(deployment) &&
      pair(deployment, {
        queue: ids.orderedQueue,
        deadLetters: ids.orderedDeadLetters,
        hiddenSeconds,
        kind: fifo,
      })),
    ...(isBuffered(deployment) &&
      pair(deployment, {
        queue: ids.buffer,
        deadLetters: ids.bufferDeadLetters,
        hiddenSeconds: 6 * timeoutSeconds.receive,
      })),
  };
}
