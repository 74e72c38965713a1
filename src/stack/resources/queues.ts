import { type Deployment, ids, isBuffered, isOrdered } from "../deployment.ts";
import { queueEncryption } from "../encryption.ts";
import { timeoutSeconds } from "../functions/function-limits.ts";
import { policyDocument, tlsOnly } from "../policy.ts";
import { arnOf, type Properties, type Resource, type Resources, ref, retained } from "../template.ts";

/** SQS's maximum: 14 days. */
export const queueRetentionSeconds = 14 * 24 * 3_600;

/** Receives before a delivery becomes a dead letter: an hour, at a visibility timeout of six minutes. */
const defaultAttempts = 10;

/** Denies requests without TLS. */
const queuePolicy = (queue: string): Resource => ({
  Type: "AWS::SQS::QueuePolicy",
  Properties: { Queues: [ref(queue)], PolicyDocument: policyDocument([tlsOnly("sqs", arnOf(queue))]) },
});

/** A FIFO queue whose throughput limit holds for each message group. */
const fifo: Properties = {
  FifoQueue: true,
  DeduplicationScope: "messageGroup",
  FifoThroughputLimit: "perMessageGroupId",
};

/** What differs between the queues. */
interface QueueSettings {
  readonly queue: string;
  readonly deadLetters: string;
  /** Six times the function's timeout plus the batching window: AWS advises this, so that throttled batches are retried in time. */
  readonly visibilitySeconds: number;
  readonly kind?: Properties;
}

/**
 * A queue with its dead-letter queue. Both outlive the stack, because their deliveries were acknowledged. The dead-letter queue has no
 * RedriveAllowPolicy: it would name the queue, which names it, and CloudFormation refuses such a circle.
 */
function queueWithDeadLetters(
  deployment: Deployment,
  { queue, deadLetters, visibilitySeconds, kind }: QueueSettings,
): Resources {
  const common = {
    ...kind,
    MessageRetentionPeriod: queueRetentionSeconds,
    ReceiveMessageWaitTimeSeconds: 20,
    ...queueEncryption(deployment),
  };
  return {
    [deadLetters]: retained({ Type: "AWS::SQS::Queue", Properties: common }),
    [queue]: retained({
      Type: "AWS::SQS::Queue",
      Properties: {
        ...common,
        VisibilityTimeout: visibilitySeconds,
        RedrivePolicy: {
          deadLetterTargetArn: arnOf(deadLetters),
          maxReceiveCount: deployment.options.queue?.attempts ?? defaultAttempts,
        },
      },
    }),
    [`${queue}Policy`]: queuePolicy(queue),
    [`${deadLetters}Policy`]: queuePolicy(deadLetters),
  };
}

/**
 * The delivery queue; a FIFO queue if some source is ordered; a queue of unverified requests behind `buffer-first`. Each has its own
 * dead-letter queue.
 */
export function queues(deployment: Deployment): Resources {
  const publishSeconds = 6 * timeoutSeconds.publish;
  const windowSeconds = deployment.options.queue?.batchingWindowSeconds ?? 0;
  return {
    ...queueWithDeadLetters(deployment, {
      queue: ids.queue,
      deadLetters: ids.deadLetters,
      visibilitySeconds: publishSeconds + windowSeconds,
    }),
    ...(isOrdered(deployment) &&
      queueWithDeadLetters(deployment, {
        queue: ids.orderedQueue,
        deadLetters: ids.orderedDeadLetters,
        visibilitySeconds: publishSeconds,
        kind: fifo,
      })),
    ...(isBuffered(deployment) &&
      queueWithDeadLetters(deployment, {
        queue: ids.buffer,
        deadLetters: ids.bufferDeadLetters,
        visibilitySeconds: 6 * timeoutSeconds.receive,
      })),
  };
}
