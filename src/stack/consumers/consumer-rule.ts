import type { Subscription, SubscriptionInput } from "../../core/subscription.ts";
import { arnOf, type Properties, type Resources, type TemplateValue } from "../template.ts";
import type { ConsumerNames } from "./consumer-names.ts";

/** For so long, and so often, EventBridge tries a target. */
const retryPolicy = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } as const;

function inputProperties(input: SubscriptionInput | undefined): Properties {
  if (!input) return {};
  return "path" in input
    ? { InputPath: input.path }
    : { InputTransformer: { InputTemplate: input.template, InputPathsMap: input.paths } };
}

/** What a rule calls, and the role by which it does; without one, the target's own policy allows it. */
export interface RuleTarget {
  readonly arn: TemplateValue;
  readonly role?: TemplateValue;
}

/** The rule of a subscription. A function's is always on: its mapping is off while it is paused, and its events wait. */
export function consumerRule(
  { name, pattern, target, input, paused }: Subscription,
  names: ConsumerNames,
  { arn, role }: RuleTarget,
): Resources {
  return {
    [names.rule]: {
      Type: "AWS::Events::Rule",
      // The target refuses what comes before its policy is there.
      DependsOn: [
        `${names.deadLetters}Policy`,
        ...(target.kind === "function" || target.kind === "queue" ? [`${names.queue}Policy`] : []),
      ],
      Properties: {
        Name: names.name,
        EventBusName: names.busName,
        Description: `Subscription ${name}`,
        EventPattern: JSON.parse(pattern) as TemplateValue,
        State: paused && target.kind !== "function" ? "DISABLED" : "ENABLED",
        Targets: [
          {
            Id: "target",
            Arn: arn,
            ...(role !== undefined && { RoleArn: role }),
            DeadLetterConfig: { Arn: arnOf(names.deadLetters) },
            RetryPolicy: retryPolicy,
            ...inputProperties(input),
          },
        ],
      },
    },
  };
}
