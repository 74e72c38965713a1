/** Rules for every stack of the bridge, each with a change that breaks it. */
import type { Resource, Resources } from "../../../src/stack/template.ts";

/** Resources that can be changed. */
export type Changeable = Record<
  string,
  { Type: string; Properties: Record<string, never> } & Record<string, unknown>
>;

export interface Rule {
  readonly name: string;
  /** Logical ids that break the rule. */
  readonly offenders: (resources: Resources) => readonly string[];
  /** Breaks the rule in a template that uses every option. */
  readonly breakIt: (resources: Changeable) => void;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

type Properties = Readonly<Record<string, unknown>>;

const propertiesOf = (resource: Resource | undefined): Properties => resource?.Properties ?? {};

const ofTypes = (resources: Resources, ...types: readonly string[]): readonly [string, Properties][] =>
  Object.entries(resources)
    .filter(([, { Type }]) => types.includes(Type))
    .map(([id, resource]) => [id, propertiesOf(resource)]);

/** All policy statements in a resource, those of trust policies too. */
function statementsIn(value: unknown): readonly Statement[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "Effect" in value && "Action" in value ? [value as Statement] : [];
  return [...own, ...Object.values(value).flatMap(statementsIn)];
}

const allStatements = (resources: Resources): readonly (readonly [string, Statement])[] =>
  Object.entries(resources).flatMap(([id, resource]) =>
    statementsIn(resource.Properties).map((statement) => [id, statement] as const),
  );

const names = (text: unknown, id: string): boolean => JSON.stringify(text ?? null).includes(`"${id}"`);

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

const set = (resources: Changeable, id: string, property: string, value: unknown): void => {
  Object.assign(resources[id]?.Properties ?? {}, { [property]: value });
};

/** osls's own bucket has packages that can be built again. */
const osls = "ServerlessDeploymentBucket";

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
    name: "only traces are allowed on any resource, and the call for many secrets, which gives none by itself",
    offenders: (resources) =>
      allStatements(resources)
        .filter(([, { Effect, Resource }]) => Effect === "Allow" && [Resource].flat().includes("*"))
        .filter(([, { Action }]) =>
          [Action].flat().some((action) => !/^(xray:|secretsmanager:BatchGetSecretValue$)/.test(action)),
        )
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
        .filter(([, { AlarmActions }]) => !names(AlarmActions, "AlarmTopic"))
        .map(([id]) => id),
    breakIt: (resources) => set(resources, "DeadLettersAlarm", "AlarmActions", []),
  },
  {
    name: "no firewall keeps samples, which contain headers with tokens and signatures",
    offenders: (resources) =>
      ofTypes(resources, "AWS::WAFv2::WebACL")
        .filter(([, properties]) => JSON.stringify(properties).includes('"SampledRequestsEnabled":true'))
        .map(([id]) => id),
    breakIt: (resources) => set(resources, "Firewall", "VisibilityConfig", { SampledRequestsEnabled: true }),
  },
];
