import { type Deployment, ids } from "../../deployment.ts";
import { queueEncryption } from "../../encryption.ts";
import { policyDocument, tlsOnly, trusts } from "../../policy.ts";
import { arnOf, type Resources, ref, retained } from "../../template.ts";
import type { NamedBus } from "./named-bus.ts";

/** Forwards every event to buses in other accounts or regions. Events that can't be delivered go to a dead-letter queue. */
export function forwarding(deployment: Deployment, buses: readonly NamedBus[]): Resources {
  const forwarded = buses.filter(({ config }) => config.forwardTo?.length);
  if (forwarded.length === 0) return {};
  const rules = forwarded.map(({ id, fullName, config: { forwardTo = [] } }): Resources => {
    const role = `${id}ForwardRole`;
    const put = { Effect: "Allow", Action: "events:PutEvents", Resource: forwardTo } as const;
    return {
      [role]: {
        Type: "AWS::IAM::Role",
        Properties: {
          Description: `Forwards the events of ${fullName}`,
          AssumeRolePolicyDocument: trusts("events"),
          Policies: [{ PolicyName: "forward", PolicyDocument: policyDocument([put]) }],
        },
      },
      [`${id}Forward`]: {
        Type: "AWS::Events::Rule",
        Properties: {
          EventBusName: ref(id),
          Description: "Forwards every event",
          EventPattern: { source: [{ prefix: "" }] },
          Targets: forwardTo.map((Arn, index) => ({
            Id: `bus-${index + 1}`,
            Arn,
            RoleArn: arnOf(role),
            DeadLetterConfig: { Arn: arnOf(ids.forwardDeadLetters) },
            RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          })),
        },
      },
    };
  });
  return Object.assign(
    {
      [ids.forwardDeadLetters]: retained({
        Type: "AWS::SQS::Queue",
        Properties: { MessageRetentionPeriod: 1_209_600, ...queueEncryption(deployment) },
      }),
      ForwardDeadLetterQueuePolicy: {
        Type: "AWS::SQS::QueuePolicy",
        Properties: {
          Queues: [ref(ids.forwardDeadLetters)],
          PolicyDocument: policyDocument([
            tlsOnly("sqs", arnOf(ids.forwardDeadLetters)),
            {
              Sid: "RulesMayLeaveEvents",
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: arnOf(ids.forwardDeadLetters),
              Condition: { ArnEquals: { "aws:SourceArn": forwarded.map(({ id }) => arnOf(`${id}Forward`)) } },
            },
          ]),
        },
      },
    },
    ...rules,
  ) as Resources;
}
