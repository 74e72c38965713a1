import type { AllowStatement } from "../../stack/deployer/deployer-scope.ts";
import type { PolicyDocument } from "../../stack/deployer/policy-parts.ts";

/** The deployed bridge that an operator's policies are for. */
export interface OperatorScope {
  /** `name` in bridge.config.ts. */
  readonly name: string;
  readonly stage: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The policies by what they allow. Each of the others is needed beside `read`. */
export type OperatorPolicy = "read" | "follow" | "change" | "secrets" | "lake";

/** The beginning of an ARN, and names. */
interface ArnParts {
  readonly stack: string;
  readonly arn: (service: string, resource: string) => string;
  readonly everywhere: (service: string, resource: string) => string;
}

function arnParts({ name, stage, partition, region, account }: OperatorScope): ArnParts {
  return {
    stack: `${name}-${stage}`,
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
    // Existing buses may be in other regions, and what follows them is there as well.
    everywhere: (service, resource) => `arn:${partition}:${service}:*:${account}:${resource}`,
  };
}

/** What Athena calls with the permissions of who asks it. */
export const athenaNeeds = {
  glue: ["glue:GetDatabase", "glue:GetPartitions", "glue:GetTable"],
  bucket: ["s3:GetBucketLocation", "s3:ListBucket"],
  read: ["s3:GetObject"],
  write: ["s3:PutObject"],
} as const;

const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]): AllowStatement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});

/** Lists, figures, logs, dead letters, `doctor`. */
const readingStatements = ({ stack, arn }: ArnParts): readonly AllowStatement[] => [
  allow(
    "ReadTheStack",
    ["cloudformation:DescribeStacks", "cloudformation:GetTemplate", "cloudformation:ListStackResources"],
    [arn("cloudformation", `stack/${stack}/*`)],
  ),
  allow(
    "ReadTheLogs",
    ["logs:FilterLogEvents", "logs:StartQuery"],
    [arn("logs", `log-group:/aws/lambda/${stack}-*`)],
  ),
  // A queue's name begins with as much of the stack's as CloudFormation keeps.
  allow(
    "LookAtDeadLetters",
    ["sqs:ChangeMessageVisibility", "sqs:ReceiveMessage"],
    [arn("sqs", `${stack.slice(0, 32)}-*`)],
  ),
  // None of these gives a message, an event or a secret, and most take no ARN.
  allow(
    "SeeWhatIsThere",
    [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetMetricData",
      "dynamodb:ListTables",
      "events:DescribeArchive",
      "events:DescribeEventBus",
      "events:DescribeReplay",
      "events:ListArchives",
      "events:ListEventBuses",
      "events:ListRules",
      "events:ListTagsForResource",
      "events:ListTargetsByRule",
      "events:TestEventPattern",
      "lambda:GetAccountSettings",
      "lambda:ListEventSourceMappings",
      "logs:GetQueryResults",
      "logs:StopQuery",
      "s3:ListAllMyBuckets",
      "secretsmanager:ListSecrets",
      "sns:GetTopicAttributes",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ListQueueTags",
      "sqs:ListQueues",
      "ssm:DescribeParameters",
      "ssm:GetServiceSetting",
    ],
    ["*"],
  ),
];

/** `tail` and the console: temporary rules and queues, and removing those that were left. */
const following = (
  { stack, everywhere }: ArnParts,
  { partition }: OperatorScope,
): readonly AllowStatement[] => {
  const names = `hookbridge-tail-${stack.slice(0, 33)}-*`;
  return [
    allow(
      "MakeQueuesToFollow",
      ["sqs:CreateQueue", "sqs:DeleteMessage", "sqs:DeleteQueue", "sqs:ReceiveMessage", "sqs:TagQueue"],
      [everywhere("sqs", names)],
    ),
    allow(
      "MakeRulesToFollow",
      ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"],
      [everywhere("events", `rule/*/${names}`)],
    ),
    // An event that was followed may refer to its payload.
    allow(
      "ReadLargePayloads",
      ["s3:GetObject"],
      [`arn:${partition}:s3:::${stack.slice(0, 32).toLowerCase()}*/claims/*`],
    ),
  ];
};

/** Redrive, discard, replay, pause, resume. */
const changing = ({ stack, arn, everywhere }: ArnParts): readonly AllowStatement[] => {
  const names = "hookbridge-replay-*";
  return [
    allow(
      "MoveAndDeleteDeadLetters",
      ["sqs:DeleteMessage", "sqs:SendMessage"],
      [arn("sqs", `${stack.slice(0, 32)}-*`)],
    ),
    allow(
      "ReplayArchives",
      ["events:CancelReplay", "events:StartReplay"],
      [arn("events", `replay/${names}`), arn("events", `event-bus/${stack}-*`), arn("events", "archive/*")],
    ),
    allow(
      "MakeQueuesToReplay",
      [
        "sqs:CreateQueue",
        "sqs:DeleteMessage",
        "sqs:DeleteQueue",
        "sqs:ReceiveMessage",
        "sqs:SetQueueAttributes",
      ],
      [everywhere("sqs", names)],
    ),
    allow(
      "MakeRulesToReplay",
      ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"],
      [everywhere("events", `rule/*/${names}`)],
    ),
    // Consumers have their names from whoever made them.
    allow("PauseRules", ["events:DisableRule", "events:EnableRule"], [everywhere("events", "rule/*")]),
    allow("PauseConsumers", ["lambda:UpdateEventSourceMapping"], [arn("lambda", "event-source-mapping:*")]),
    allow("SendToConsumers", ["sqs:SendMessage"], [everywhere("sqs", "*")]),
  ];
};

/** `secrets`, and how many secrets a source has. */
const keepingSecrets = ({ arn }: ArnParts, { name, stage }: OperatorScope): readonly AllowStatement[] => [
  allow(
    "KeepParameters",
    ["ssm:GetParameterHistory", "ssm:GetParameters", "ssm:PutParameter"],
    [arn("ssm", `parameter/${name}/${stage}/*`)],
  ),
  allow(
    "KeepSecrets",
    [
      "secretsmanager:CreateSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:ListSecretVersionIds",
      "secretsmanager:UpdateSecret",
    ],
    [arn("secretsmanager", `secret:/${name}/${stage}/*`)],
  ),
  // It takes no ARN; each secret that it gives needs GetSecretValue as well.
  allow("ReadSecretsTogether", ["secretsmanager:BatchGetSecretValue"], ["*"]),
];

/** `lake --stage`. Athena reads tables and buckets, and writes results, as who asks it. */
const queryingLakes = ({ stack, arn }: ArnParts, { partition }: OperatorScope): readonly AllowStatement[] => {
  const bucket = `arn:${partition}:s3:::${stack.slice(0, 32).toLowerCase()}*`;
  const database = `${stack}_*_lake`.toLowerCase().replaceAll("-", "_");
  return [
    allow(
      "QueryLakes",
      [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      [arn("athena", `workgroup/${stack}-*-lake`)],
    ),
    allow("ReadLakeTables", athenaNeeds.glue, [
      arn("glue", "catalog"),
      arn("glue", `database/${database}`),
      arn("glue", `table/${database}/*`),
    ]),
    allow("SeeLakeBuckets", athenaNeeds.bucket, [bucket]),
    allow("ReadEventsAndResults", athenaNeeds.read, [`${bucket}/events/*`, `${bucket}/results/*`]),
    allow("WriteResults", athenaNeeds.write, [`${bucket}/results/*`]),
  ];
};

/** What an operator must be allowed to do, by what commands do. A stack with a KMS key of its own also needs `kms:Decrypt` on it. */
export function operatorPolicies(scope: OperatorScope): Readonly<Record<OperatorPolicy, PolicyDocument>> {
  const parts = arnParts(scope);
  const document = (Statement: readonly AllowStatement[]): PolicyDocument => ({
    Version: "2012-10-17",
    Statement,
  });
  return {
    read: document(readingStatements(parts)),
    follow: document(following(parts, scope)),
    change: document(changing(parts)),
    secrets: document(keepingSecrets(parts, scope)),
    lake: document(queryingLakes(parts, scope)),
  };
}
