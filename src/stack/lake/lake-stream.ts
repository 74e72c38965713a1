import type { Deployment } from "../deployment.ts";
import { useKey } from "../encryption.ts";
import { policyDocument, trusts } from "../policy.ts";
import { eventDeadLetters } from "../resources/buses/event-dead-letters.ts";
import { privateBucket } from "../resources/private-bucket.ts";
import { arnOf, type Resources, sub } from "../template.ts";
import type { Lake } from "./lake-names.ts";

/** Where events stand in the bucket. The day is that of their arrival, in UTC. */
const eventsPrefix = "events/day=!{timestamp:yyyy-MM-dd}/";

/** The bucket. Everything in it expires after the days of the lake: events, what failed, and results of queries, which hold the same data. */
const lakeBucket = ({ options: { encryptionKey } }: Deployment, { id, days }: Lake): Resources =>
  privateBucket({
    id: `${id}Bucket`,
    encryption: {
      ServerSideEncryptionByDefault: encryptionKey
        ? { SSEAlgorithm: "aws:kms", KMSMasterKeyID: encryptionKey }
        : { SSEAlgorithm: "AES256" },
      BucketKeyEnabled: true,
    },
    days,
  });

const firehoseRole = (deployment: Deployment, { id, fullName }: Lake) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    Description: `Writes the events of ${fullName} into its lake`,
    AssumeRolePolicyDocument: trusts("firehose"),
    Policies: [
      {
        PolicyName: "write",
        PolicyDocument: policyDocument([
          {
            Effect: "Allow",
            Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
            Resource: arnOf(`${id}Bucket`),
          },
          {
            Effect: "Allow",
            // The policy that Firehose's guide gives for S3 has all six actions of these two statements.
            Action: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"],
            Resource: [sub(`\${${id}Bucket.Arn}/events/*`), sub(`\${${id}Bucket.Arn}/failed/*`)],
          },
          ...useKey(deployment, ["s3"]),
        ]),
      },
    ],
  },
});

/** Firehose writes a line for each event, and an object for five minutes or 64 MB of them. */
const stream = ({ id, fullName }: Lake) => ({
  Type: "AWS::KinesisFirehose::DeliveryStream",
  // Firehose tries its role when the stream is made.
  DependsOn: [`${id}BucketPolicy`],
  Properties: {
    DeliveryStreamName: `${fullName}-lake`.slice(0, 64),
    DeliveryStreamType: "DirectPut",
    DeliveryStreamEncryptionConfigurationInput: { KeyType: "AWS_OWNED_CMK" },
    ExtendedS3DestinationConfiguration: {
      BucketARN: arnOf(`${id}Bucket`),
      RoleARN: arnOf(`${id}StreamRole`),
      CompressionFormat: "GZIP",
      BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 64 },
      Prefix: eventsPrefix,
      ErrorOutputPrefix: "failed/!{firehose:error-output-type}/day=!{timestamp:yyyy-MM-dd}/",
      // Without it, records follow one another without anything between them.
      ProcessingConfiguration: {
        Enabled: true,
        Processors: [
          {
            Type: "AppendDelimiterToRecord",
            Parameters: [{ ParameterName: "Delimiter", ParameterValue: "\\n" }],
          },
        ],
      },
    },
  },
});

const rulePattern = (fullName: string) =>
  sub(`arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${fullName}/*`);

/** The rule that sends every event to the stream. Replayed events are in the lake already. */
function lakeRule({ id, fullName }: Lake): Resources {
  const put = {
    Effect: "Allow",
    Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
    Resource: arnOf(`${id}Stream`),
  } as const;
  return {
    [`${id}RuleRole`]: {
      Type: "AWS::IAM::Role",
      Properties: {
        Description: `Puts the events of ${fullName} into the stream of its lake`,
        AssumeRolePolicyDocument: trusts("events", { ArnLike: { "aws:SourceArn": rulePattern(fullName) } }),
        Policies: [{ PolicyName: "put", PolicyDocument: policyDocument([put]) }],
      },
    },
    [`${id}Rule`]: {
      Type: "AWS::Events::Rule",
      Properties: {
        // By name: the bus is in the stack of the bridge.
        EventBusName: fullName,
        Description: "Keeps every event that is not replayed",
        EventPattern: { source: [{ prefix: "" }], "replay-name": [{ exists: false }] },
        Targets: [
          {
            Id: "lake",
            Arn: arnOf(`${id}Stream`),
            RoleArn: arnOf(`${id}RuleRole`),
            DeadLetterConfig: { Arn: arnOf(`${id}DeadLetters`) },
            RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          },
        ],
      },
    },
  };
}

/** From the bus to objects in S3: bucket, stream, rule, roles, and the queue of what could not be put into the stream. */
export const lakeStream = (deployment: Deployment, lake: Lake): Resources => ({
  ...lakeBucket(deployment, lake),
  [`${lake.id}StreamRole`]: firehoseRole(deployment, lake),
  [`${lake.id}Stream`]: stream(lake),
  ...lakeRule(lake),
  ...eventDeadLetters(deployment, {
    queue: `${lake.id}DeadLetters`,
    sid: "RuleMayLeaveEvents",
    sources: [arnOf(`${lake.id}Rule`)],
  }),
});
