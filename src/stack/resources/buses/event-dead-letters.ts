import type { Deployment } from "../../deployment.ts";
import { queueEncryption } from "../../encryption.ts";
import { policyDocument, tlsOnly } from "../../policy.ts";
import { arnOf, type Resources, ref, retained, type TemplateValue } from "../../template.ts";

/** A dead-letter queue of EventBridge's own. */
export interface EventDeadLetters {
  readonly queue: string;
  /** What the statement allows, as its id. */
  readonly sid: string;
  /** ARNs of the rules and buses that may send events to it; `*` is allowed. */
  readonly sources: readonly TemplateValue[];
}

/** A queue that takes events from EventBridge alone, and only for these rules and buses. */
export const eventDeadLetters = (
  deployment: Deployment,
  { queue, sid, sources }: EventDeadLetters,
): Resources => ({
  [queue]: retained({
    Type: "AWS::SQS::Queue",
    Properties: {
      MessageRetentionPeriod: 1_209_600,
      // No queue of SQS has it for its dead letters.
      RedriveAllowPolicy: { redrivePermission: "denyAll" },
      ...queueEncryption(deployment),
    },
  }),
  [`${queue}Policy`]: {
    Type: "AWS::SQS::QueuePolicy",
    Properties: {
      Queues: [ref(queue)],
      PolicyDocument: policyDocument([
        tlsOnly("sqs", arnOf(queue)),
        {
          Sid: sid,
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arnOf(queue),
          Condition: { ArnLike: { "aws:SourceArn": sources } },
        },
      ]),
    },
  },
});
