import { queueTimes } from "../../config/subscriptions/queue-times.ts";
import type { Subscription } from "../../core/subscription.ts";
import type { Deployment } from "../deployment.ts";
import { queueEncryption } from "../encryption.ts";
import { policyDocument, tlsOnly } from "../policy.ts";
import { arnOf, type Resources, ref, retained } from "../template.ts";
import { type ConsumerNames, consumerRuleArn } from "./consumer-names.ts";

/** SQS: the longest that it keeps a message. */
const fortnightSeconds = 1_209_600;

/** A policy that lets EventBridge send for one rule, and nobody without TLS. */
const onlyForRule = (names: ConsumerNames, queue: string): Resources => ({
  [`${queue}Policy`]: {
    Type: "AWS::SQS::QueuePolicy",
    Properties: {
      Queues: [ref(queue)],
      PolicyDocument: policyDocument([
        tlsOnly("sqs", arnOf(queue)),
        {
          Sid: "ItsRuleSends",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arnOf(queue),
          Condition: { ArnEquals: { "aws:SourceArn": consumerRuleArn(names) } },
        },
      ]),
    },
  },
});

/** What could not be delivered, or what the function could not do. It stays when the subscription goes. */
export const consumerDeadLetters = (
  deployment: Deployment,
  { target }: Subscription,
  names: ConsumerNames,
): Resources => ({
  [names.deadLetters]: retained({
    Type: "AWS::SQS::Queue",
    Properties: {
      MessageRetentionPeriod: fortnightSeconds,
      ...(target.kind !== "function" && { RedriveAllowPolicy: { redrivePermission: "denyAll" } }),
      ...queueEncryption(deployment),
    },
  }),
  ...onlyForRule(names, names.deadLetters),
});

/** The queue of a function, or one that the user reads. */
export function queueOfConsumer(
  deployment: Deployment,
  { target }: Subscription,
  names: ConsumerNames,
): Resources {
  const times = target.kind === "function" ? queueTimes(target) : undefined;
  return {
    [names.queue]: retained({
      Type: "AWS::SQS::Queue",
      Properties: {
        MessageRetentionPeriod: fortnightSeconds,
        ...(times && {
          VisibilityTimeout: times.visibilitySeconds,
          RedrivePolicy: { deadLetterTargetArn: arnOf(names.deadLetters), maxReceiveCount: times.receives },
        }),
        ...queueEncryption(deployment),
      },
    }),
    ...onlyForRule(names, names.queue),
  };
}
