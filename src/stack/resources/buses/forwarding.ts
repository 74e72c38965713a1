import { type Deployment, ids } from "../../deployment.ts";
import { policyDocument, trusts } from "../../policy.ts";
import { arnOf, type Resources, ref } from "../../template.ts";
import { rulesOf } from "./bus-policies.ts";
import { eventDeadLetters } from "./event-dead-letters.ts";
import type { NamedBus } from "./named-bus.ts";

/** Every event, except one that a replay sends: the receiving bus had it when it was new, and has an archive of its own if it wants one. */
const everyNewEvent = { source: [{ prefix: "" }], "replay-name": [{ exists: false }] } as const;

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
          // By a pattern, because the rule needs the role first.
          AssumeRolePolicyDocument: trusts("events", { ArnLike: { "aws:SourceArn": rulesOf(fullName) } }),
          Policies: [{ PolicyName: "forward", PolicyDocument: policyDocument([put]) }],
        },
      },
      [`${id}Forward`]: {
        Type: "AWS::Events::Rule",
        Properties: {
          EventBusName: ref(id),
          Description: "Forwards every event that is not replayed",
          EventPattern: everyNewEvent,
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
    eventDeadLetters(deployment, {
      queue: ids.forwardDeadLetters,
      sid: "RulesMayLeaveEvents",
      sources: forwarded.map(({ id }) => arnOf(`${id}Forward`)),
    }),
    ...rules,
  ) as Resources;
}
