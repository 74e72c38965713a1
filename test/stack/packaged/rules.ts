/** Rules for every stack of the bridge, each with a change that breaks it. */
import type { Resources } from "../../../src/stack/template.ts";
import { arns } from "../support/configs.ts";
import { guardRules } from "./guard-rules.ts";
import {
  allStatements,
  names,
  ofTypes,
  type Properties,
  propertiesOf,
  type Rule,
  set,
  statementsIn,
} from "./rule-parts.ts";

export type { Changeable } from "./rule-parts.ts";

/** True when a policy on the resource denies requests without TLS. */
const deniesPlain = (resources: Resources, id: string): boolean =>
  Object.values(resources).some(
    ({ Type, Properties }) =>
      Type.endsWith("Policy") &&
      names(Properties, id) &&
      statementsIn(Properties).some(
        ({ Effect, Principal, Condition }) =>
          Effect === "Deny" &&
          Principal === "*" &&
          JSON.stringify(Condition).includes('"aws:SecureTransport":'),
      ),
  );

/** osls's own bucket has packages that can be built again. */
const osls = "ServerlessDeploymentBucket";

/** Actions that have no resources: traces, the call for many secrets (which gives none by itself), finding subnets, and reading metrics. */
const unrestricted =
  /^(xray:Put|secretsmanager:BatchGetSecretValue$|ec2:Describe(NetworkInterfaces|Subnets)$|cloudwatch:(DescribeAlarms|GetMetric[A-Za-z]+)$)/;

const stateful = [
  "AWS::SQS::Queue",
  "AWS::DynamoDB::Table",
  "AWS::S3::Bucket",
  "AWS::Events::EventBus",
  "AWS::Events::Archive",
] as const;

export const rules: readonly Rule[] = [
  {
    name: "queues and buckets are encrypted",
    offenders: (resources) => [
      ...ofTypes(resources, "AWS::SQS::Queue")
        .filter(
          ([, { SqsManagedSseEnabled, KmsMasterKeyId }]) => SqsManagedSseEnabled !== true && !KmsMasterKeyId,
        )
        .map(([id]) => id),
      ...ofTypes(resources, "AWS::S3::Bucket")
        .filter(([, { BucketEncryption }]) => !BucketEncryption)
        .map(([id]) => id),
    ],
    breakIt: (resources) => set(resources, "DeliveryQueue", "KmsMasterKeyId", undefined),
  },
  {
    name: "queues, buckets and topics deny requests without TLS",
    offenders: (resources) =>
      ofTypes(resources, "AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::SNS::Topic")
        .map(([id]) => id)
        .filter((id) => !deniesPlain(resources, id)),
    breakIt: (resources) => delete resources.ForwardDeadLetterQueuePolicy,
  },
  {
    name: "resources with state outlive the stack",
    offenders: (resources) =>
      Object.entries(resources)
        .filter(([id, { Type }]) => stateful.some((type) => type === Type) && id !== osls)
        .filter(
          ([, { DeletionPolicy, UpdateReplacePolicy }]) =>
            DeletionPolicy !== "Retain" || UpdateReplacePolicy !== "Retain",
        )
        .map(([id]) => id),
    breakIt: (resources) => Object.assign(resources.SharedBus ?? {}, { DeletionPolicy: "Delete" }),
  },
  {
    name: "no statement allows a wildcard of actions",
    offenders: (resources) =>
      allStatements(resources)
        .filter(
          ([, { Effect, Action }]) =>
            Effect === "Allow" && [Action].flat().some((action) => action.includes("*")),
        )
        .map(([id]) => id),
    breakIt: (resources) =>
      set(resources, "PublishRole", "Policies", [
        { PolicyDocument: { Statement: [{ Effect: "Allow", Action: "dynamodb:*", Resource: "x" }] } },
      ]),
  },
  {
    name: "only what AWS can't restrict is allowed on any resource",
    offenders: (resources) =>
      allStatements(resources)
        .filter(([, { Effect, Resource }]) => Effect === "Allow" && [Resource].flat().includes("*"))
        .filter(([, { Action }]) => [Action].flat().some((action) => !unrestricted.test(action)))
        .map(([id]) => id),
    breakIt: (resources) =>
      set(resources, "PublishRole", "Policies", [
        { PolicyDocument: { Statement: [{ Effect: "Allow", Action: "events:PutEvents", Resource: "*" }] } },
      ]),
  },
  {
    name: "only the front door is public",
    offenders: (resources) => [
      ...allStatements(resources)
        .filter(([, { Effect, Principal }]) => Effect === "Allow" && [Principal].flat().includes("*"))
        .filter(
          ([, { Condition }]) => !names(Object.keys(Object(Condition?.StringEquals)), "aws:PrincipalOrgID"),
        )
        .map(([id]) => id),
      ...ofTypes(resources, "AWS::Lambda::Permission")
        .filter(([id, { Principal }]) => Principal === "*" && !id.startsWith("ReceiveUrl"))
        .map(([id]) => id),
      ...ofTypes(resources, "AWS::S3::Bucket")
        .filter(([, { PublicAccessBlockConfiguration }]) => {
          const flags = Object.values(Object(PublicAccessBlockConfiguration));
          return flags.length !== 4 || flags.includes(false);
        })
        .map(([id]) => id),
    ],
    breakIt: (resources) => set(resources, "ClaimBucket", "PublicAccessBlockConfiguration", undefined),
  },
  {
    name: "every log group has a retention",
    offenders: (resources) =>
      ofTypes(resources, "AWS::Logs::LogGroup")
        .filter(([, { RetentionInDays }]) => !RetentionInDays)
        .map(([id]) => id),
    breakIt: (resources) => set(resources, "BusLogGroup", "RetentionInDays", undefined),
  },
  {
    name: "every asynchronous hop has a dead-letter queue",
    offenders: (resources) => [
      ...ofTypes(resources, "AWS::Lambda::EventSourceMapping")
        .filter(([, { EventSourceArn }]) => {
          const [queue = ""] = (EventSourceArn as { "Fn::GetAtt": readonly string[] })["Fn::GetAtt"];
          return !propertiesOf(resources[queue]).RedrivePolicy;
        })
        .map(([id]) => id),
      ...ofTypes(resources, "AWS::SQS::Queue")
        .filter(([, { RedrivePolicy, FifoQueue }]) => {
          const target = (RedrivePolicy as Properties | undefined)?.deadLetterTargetArn;
          const [queue = ""] =
            (target as { "Fn::GetAtt": readonly string[] } | undefined)?.["Fn::GetAtt"] ?? [];
          // A FIFO queue needs a FIFO dead-letter queue, a standard queue a standard one.
          return target !== undefined && propertiesOf(resources[queue]).FifoQueue !== FifoQueue;
        })
        .map(([id]) => id),
      ...ofTypes(resources, "AWS::Events::Rule")
        .filter(([, { Targets }]) =>
          (Targets as readonly Properties[]).some(({ DeadLetterConfig }) => !DeadLetterConfig),
        )
        .map(([id]) => id),
    ],
    breakIt: (resources) => set(resources, "DeliveryQueue", "RedrivePolicy", undefined),
  },
  {
    name: "FIFO queues are polled without a window and with partial failures",
    offenders: (resources) => {
      const sources = ofTypes(resources, "AWS::Lambda::EventSourceMapping");
      return ofTypes(resources, "AWS::SQS::Queue")
        .filter(([, { FifoQueue, RedrivePolicy }]) => FifoQueue === true && RedrivePolicy)
        .filter(([id]) => {
          const [, source = {}] = sources.find(([, { EventSourceArn }]) => names(EventSourceArn, id)) ?? [];
          const { FunctionResponseTypes, MaximumBatchingWindowInSeconds } = source;
          return (
            MaximumBatchingWindowInSeconds !== undefined ||
            !names(FunctionResponseTypes, "ReportBatchItemFailures")
          );
        })
        .map(([id]) => id);
    },
    breakIt: (resources) => set(resources, "OrderedEventSource", "MaximumBatchingWindowInSeconds", 1),
  },
  {
    name: "every alarm notifies the topic",
    offenders: (resources) =>
      ofTypes(resources, "AWS::CloudWatch::Alarm")
        .filter(
          ([, { AlarmActions }]) => !names(AlarmActions, resources.AlarmTopic ? "AlarmTopic" : arns.topic),
        )
        .map(([id]) => id),
    breakIt: (resources) => set(resources, "DeadLettersAlarm", "AlarmActions", []),
  },
  {
    name: "all roles have the same permissions boundary and the same path, or none has",
    offenders: (resources) => {
      const roles = ofTypes(resources, "AWS::IAM::Role");
      const rulesOf = ({ PermissionsBoundary, Path }: Properties) =>
        JSON.stringify([PermissionsBoundary, Path]);
      return roles.filter(([, role]) => rulesOf(role) !== rulesOf(roles[0]?.[1] ?? {})).map(([id]) => id);
    },
    breakIt: (resources) => set(resources, "PublishRole", "Path", "/elsewhere/"),
  },
  {
    name: "every metric filter reads a log of this stack, and an alarm reads what it counts",
    offenders: (resources) => {
      const alarms = JSON.stringify(ofTypes(resources, "AWS::CloudWatch::Alarm"));
      return ofTypes(resources, "AWS::Logs::MetricFilter")
        .filter(([, { LogGroupName, MetricTransformations }]) => {
          const log = (LogGroupName as { readonly Ref?: string }).Ref ?? "";
          const counted = (MetricTransformations as readonly Properties[]).map(
            ({ MetricName }) => MetricName,
          );
          return (
            resources[log]?.Type !== "AWS::Logs::LogGroup" ||
            counted.some((metric) => !alarms.includes(`"MetricName":"${metric}"`))
          );
        })
        .map(([id]) => id);
    },
    breakIt: (resources) => set(resources, "Answered5xxFilter", "LogGroupName", { Ref: "OtherLogGroup" }),
  },
  {
    name: "no firewall keeps samples, which contain headers with tokens and signatures",
    offenders: (resources) =>
      ofTypes(resources, "AWS::WAFv2::WebACL")
        .filter(([, properties]) => JSON.stringify(properties).includes('"SampledRequestsEnabled":true'))
        .map(([id]) => id),
    breakIt: (resources) => set(resources, "Firewall", "VisibilityConfig", { SampledRequestsEnabled: true }),
  },
  ...guardRules,
];
