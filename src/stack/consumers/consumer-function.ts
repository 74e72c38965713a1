import type { FunctionTarget, Subscription } from "../../core/subscription.ts";
import { type Deployment, ids, isTraced } from "../deployment.ts";
import { useKey } from "../encryption.ts";
import { functionLogs } from "../functions/function-logs.ts";
import { logGroup } from "../log-group.ts";
import { policyDocument, type Statement, trusts } from "../policy.ts";
import { arnOf, type Resources, ref, sub } from "../template.ts";
import type { ConsumerNames } from "./consumer-names.ts";

function statements(deployment: Deployment, names: ConsumerNames): readonly Statement[] {
  return [
    {
      Sid: "ReadItsQueue",
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: arnOf(names.queue),
    },
    {
      Sid: "ReadLargePayloads",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: sub(`arn:\${AWS::Partition}:s3:::\${${ids.bucket}}/claims/*`),
    },
    {
      Sid: "Log",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: arnOf(names.log),
    },
    ...(isTraced(deployment)
      ? [
          {
            Sid: "Trace",
            Effect: "Allow",
            Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
            Resource: "*",
          } as const,
        ]
      : []),
    ...useKey(deployment, ["sqs", "s3"]),
  ];
}

/** A function with its log, its role, and what lets it read its queue. */
export function consumerFunction(
  deployment: Deployment,
  { name, paused }: Subscription,
  target: FunctionTarget,
  names: ConsumerNames,
): Resources {
  const { memoryMb, timeoutSeconds, batchSize, maxConcurrency, environment } = target;
  const { logFormat, applicationLogLevel, systemLogLevel } = functionLogs;
  return {
    [names.log]: logGroup(deployment, `/aws/lambda/${names.name}`),
    [names.role]: {
      Type: "AWS::IAM::Role",
      Properties: {
        Description: `Function of the subscription ${name}`,
        AssumeRolePolicyDocument: trusts("lambda"),
        Policies: [{ PolicyName: "consume", PolicyDocument: policyDocument(statements(deployment, names)) }],
      },
    },
    [names.function]: {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: names.name,
        Description: `Handles the events of the subscription ${name}`,
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        MemorySize: memoryMb,
        Timeout: timeoutSeconds,
        Role: arnOf(names.role),
        // The package's tool puts the bucket in.
        Code: { S3Bucket: "", S3Key: `${name}.zip` },
        ...(Object.keys(environment).length > 0 && { Environment: { Variables: environment } }),
        TracingConfig: { Mode: isTraced(deployment) ? "Active" : "PassThrough" },
        LoggingConfig: {
          LogFormat: logFormat,
          ApplicationLogLevel: applicationLogLevel,
          SystemLogLevel: systemLogLevel,
          LogGroup: ref(names.log),
        },
      },
    },
    [names.mapping]: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        EventSourceArn: arnOf(names.queue),
        FunctionName: ref(names.function),
        BatchSize: batchSize,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        Enabled: !paused,
        ...(maxConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency: maxConcurrency } }),
      },
    },
  };
}
