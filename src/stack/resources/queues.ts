import { ids } from "../deployment.ts";
import { timeoutSeconds } from "../functions.ts";
import { policyDocument, tlsOnly } from "../policy.ts";
import { arnOf, type Properties, type Resource, type Resources, ref, retained } from "../template.ts";

/** The longest that SQS keeps a message: 14 days. */
const retentionSeconds = 14 * 24 * 3_600;

/** How often a delivery is tried before it is a dead letter: an hour at six minutes each. */
const maxReceiveCount = 10;

/** Refuses other transport than TLS. */
const policy = (queue: string): Resource => ({
  Type: "AWS::SQS::QueuePolicy",
  Properties: { Queues: [ref(queue)], PolicyDocument: policyDocument([tlsOnly("sqs", arnOf(queue))]) },
});

const common: Properties = {
  MessageRetentionPeriod: retentionSeconds,
  ReceiveMessageWaitTimeSeconds: 20,
  SqsManagedSseEnabled: true,
};

/** The delivery queue and its dead-letter queue. They hold acknowledged deliveries: both outlive the stack. */
export function queues(): Resources {
  return {
    [ids.deadLetters]: retained({ Type: "AWS::SQS::Queue", Properties: common }),
    [ids.queue]: retained({
      Type: "AWS::SQS::Queue",
      Properties: {
        ...common,
        // AWS: six times the function's timeout, so that throttled batches are not counted as failures.
        VisibilityTimeout: 6 * timeoutSeconds.publish,
        RedrivePolicy: { deadLetterTargetArn: arnOf(ids.deadLetters), maxReceiveCount },
      },
    }),
    DeliveryQueuePolicy: policy(ids.queue),
    DeadLetterQueuePolicy: policy(ids.deadLetters),
  };
}
