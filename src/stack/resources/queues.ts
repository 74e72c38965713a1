import { type Deployment, ids } from "../deployment.ts";
import { queueEncryption } from "../encryption.ts";
import { timeoutSeconds } from "../functions.ts";
import { policyDocument, tlsOnly } from "../policy.ts";
import { arnOf, type Resource, type Resources, ref, retained } from "../template.ts";

/** The longest that SQS keeps a message: 14 days. */
const retentionSeconds = 14 * 24 * 3_600;

/** How often a delivery is tried before it is a dead letter: an hour at six minutes each. */
const defaultAttempts = 10;

/** Refuses other transport than TLS. */
const policy = (queue: string): Resource => ({
  Type: "AWS::SQS::QueuePolicy",
  Properties: { Queues: [ref(queue)], PolicyDocument: policyDocument([tlsOnly("sqs", arnOf(queue))]) },
});

/** The delivery queue and its dead-letter queue. They hold acknowledged deliveries: both outlive the stack. */
export function queues(deployment: Deployment): Resources {
  const { queue = {} } = deployment.options;
  const common = {
    MessageRetentionPeriod: retentionSeconds,
    ReceiveMessageWaitTimeSeconds: 20,
    ...queueEncryption(deployment),
  };
  return {
    [ids.deadLetters]: retained({ Type: "AWS::SQS::Queue", Properties: common }),
    [ids.queue]: retained({
      Type: "AWS::SQS::Queue",
      Properties: {
        ...common,
        // AWS: six times the function's timeout and the window, so that throttled batches are not counted as failures.
        VisibilityTimeout: 6 * timeoutSeconds.publish + (queue.batchingWindowSeconds ?? 0),
        RedrivePolicy: {
          deadLetterTargetArn: arnOf(ids.deadLetters),
          maxReceiveCount: queue.attempts ?? defaultAttempts,
        },
      },
    }),
    DeliveryQueuePolicy: policy(ids.queue),
    DeadLetterQueuePolicy: policy(ids.deadLetters),
  };
}
