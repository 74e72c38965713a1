import { type Deployment, ids, isOrdered } from "../../deployment.ts";
import { useKey } from "../../encryption.ts";
import { observing, policyDocument, type Statement, trusts } from "../../policy.ts";
import { arnOf, type Resources, sub } from "../../template.ts";
import { busArns } from "../buses/bus-arn.ts";
import { networkAccess } from "./network-access.ts";

/** The role of `publish`: take from the queues, park, put events on the buses, and use the ledger and the claim check bucket. */
export function publishRole(deployment: Deployment): Resources {
  const ordered = isOrdered(deployment);
  const statements: readonly Statement[] = [
    ...observing(deployment, "publish"),
    {
      Sid: "TakeFromQueue",
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: [ids.queue, ...(ordered ? [ids.orderedQueue] : [])].map(arnOf),
    },
    {
      Sid: "Park",
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: [ids.deadLetters, ...(ordered ? [ids.orderedDeadLetters] : [])].map(arnOf),
    },
    {
      Sid: "Ledger",
      Effect: "Allow",
      Action: ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
      Resource: arnOf(ids.table),
    },
    {
      Sid: "PutEvents",
      Effect: "Allow",
      Action: "events:PutEvents",
      Resource: [...busArns(deployment).values()],
    },
    {
      Sid: "LargePayloads",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: sub(`\${${ids.bucket}.Arn}/claims/*`),
    },
    {
      // Without it, S3 answers 403 for a deleted object, and the message would be retried without hope.
      Sid: "TellMissingPayloads",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: arnOf(ids.bucket),
      Condition: { StringLike: { "s3:prefix": "claims/*" } },
    },
    ...useKey(deployment, ["sqs", "s3", "dynamodb"]),
    ...networkAccess(deployment, "publish"),
  ];
  return {
    [ids.publishRole]: {
      Type: "AWS::IAM::Role",
      Properties: {
        Description: `Permissions of the function ${deployment.prefix}-publish`,
        AssumeRolePolicyDocument: trusts("lambda"),
        Policies: [{ PolicyName: "publish", PolicyDocument: policyDocument(statements) }],
      },
    },
  };
}
