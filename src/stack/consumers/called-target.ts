import type { SubscriptionTarget } from "../../core/subscription.ts";
import { policyDocument, type Statement, trusts } from "../policy.ts";
import { arnOf, type Resources, sub } from "../template.ts";
import { type ConsumerNames, consumerRuleArn } from "./consumer-names.ts";
import type { RuleTarget } from "./consumer-rule.ts";

/** What EventBridge does with each service, by the service in the target's ARN. CloudWatch Logs takes no role. */
const callActions: Readonly<Record<string, readonly string[]>> = {
  firehose: ["firehose:PutRecord", "firehose:PutRecordBatch"],
  kinesis: ["kinesis:PutRecord", "kinesis:PutRecords"],
  sns: ["sns:Publish"],
  sqs: ["sqs:SendMessage"],
  states: ["states:StartExecution"],
  events: ["events:InvokeApiDestination"],
  "execute-api": ["execute-api:Invoke"],
  codebuild: ["codebuild:StartBuild"],
  codepipeline: ["codepipeline:StartPipelineExecution"],
};

const calledService = (arn: string): string => arn.split(":")[2] ?? "";

/** True for a log group, which needs a policy of CloudWatch Logs in place of a role. */
export const isLogTarget = (target: SubscriptionTarget): boolean =>
  target.kind === "arn" && calledService(target.arn) === "logs";

/** A role by which one rule calls one target. */
export const callingRole = (
  names: ConsumerNames,
  call: Pick<Statement, "Action" | "Resource">,
): Resources => ({
  [names.role]: {
    Type: "AWS::IAM::Role",
    Properties: {
      Description: `The rule ${names.name} calls its target`,
      AssumeRolePolicyDocument: trusts("events", { ArnEquals: { "aws:SourceArn": consumerRuleArn(names) } }),
      Policies: [
        {
          PolicyName: "call",
          PolicyDocument: policyDocument([{ Sid: "CallItsTarget", Effect: "Allow", ...call }]),
        },
      ],
    },
  },
});

/** A target with what is made so that EventBridge may call it. */
export interface CalledTarget {
  readonly target: RuleTarget;
  readonly resources: Resources;
}

/** A bus, or whatever else has an ARN. */
export function calledTarget(
  target: Extract<SubscriptionTarget, { readonly kind: "forward" | "arn" }>,
  names: ConsumerNames,
): CalledTarget {
  const { arn } = target;
  const role = "role" in target ? target.role : undefined;
  if (role !== undefined) return { target: { arn, role }, resources: {} };
  if (isLogTarget(target)) return { target: { arn }, resources: {} };
  const Action = target.kind === "forward" ? ["events:PutEvents"] : (callActions[calledService(arn)] ?? []);
  return {
    target: { arn, role: arnOf(names.role) },
    resources: callingRole(names, { Action, Resource: arn }),
  };
}

/**
 * What lets EventBridge write into these log groups, for these rules.
 * @param rules their ARNs, as texts for `Fn::Sub`
 */
export const logTargetPolicy = (
  stackName: string,
  rules: readonly string[],
  logGroups: readonly string[],
): Resources =>
  logGroups.length === 0
    ? {}
    : {
        LogTargetPolicy: {
          Type: "AWS::Logs::ResourcePolicy",
          Properties: {
            PolicyName: stackName,
            // CloudWatch Logs takes it as a text.
            PolicyDocument: sub(
              JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                  {
                    Effect: "Allow",
                    Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
                    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                    Resource: [...new Set(logGroups.map((arn) => `${arn.replace(/:\*$/, "")}:*`))],
                    Condition: { ArnEquals: { "aws:SourceArn": rules } },
                  },
                ],
              }),
            ),
          },
        },
      };
