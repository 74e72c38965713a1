import { type Deployment, ids, isBuffered, isOrdered } from "../../deployment.ts";
import { useKey } from "../../encryption.ts";
import { observing, policyDocument, type Statement, trusts } from "../../policy.ts";
import { arnOf, type Resources, ref, sub } from "../../template.ts";
import { networkAccess } from "./network-access.ts";
import { readSecrets, writeSecrets } from "./secret-access.ts";

/** Secrets in one managed policy: IAM allows 6,144 characters. */
const namesInPolicy = 30;

/** Permissions of sources that pair, in managed policies: inline policies are too small for many sources. */
function pairing(deployment: Deployment): Resources {
  const statements = writeSecrets(deployment, namesInPolicy);
  return Object.fromEntries(
    statements.map((statement, index) => [
      `PairingPolicy${index + 1}`,
      {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: {
          Description: "Stores the secrets that vendors hand over",
          Roles: [ref(ids.receiveRole)],
          PolicyDocument: policyDocument([statement]),
        },
      },
    ]),
  );
}

/** The role of `receive`: read this stage's secrets, store deliveries, and store the secrets that vendors hand over. */
export function receiveRole(deployment: Deployment): Resources {
  const takeFromBuffer: readonly Statement[] = isBuffered(deployment)
    ? [
        {
          Sid: "TakeFromBuffer",
          Effect: "Allow",
          Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
          Resource: arnOf(ids.buffer),
        },
      ]
    : [];
  const statements: readonly Statement[] = [
    ...observing(deployment, "receive"),
    ...readSecrets(deployment),
    {
      Sid: "Queue",
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: [ids.queue, ...(isOrdered(deployment) ? [ids.orderedQueue] : [])].map(arnOf),
    },
    {
      Sid: "KeepLargeBodies",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: sub(`\${${ids.bucket}.Arn}/claims/*`),
    },
    ...takeFromBuffer,
    ...useKey(deployment, ["sqs", "s3"]),
    ...networkAccess(deployment, "receive"),
  ];
  return {
    [ids.receiveRole]: {
      Type: "AWS::IAM::Role",
      Properties: {
        Description: `Permissions of the function ${deployment.prefix}-receive`,
        AssumeRolePolicyDocument: trusts("lambda"),
        Policies: [{ PolicyName: "receive", PolicyDocument: policyDocument(statements) }],
      },
    },
    ...pairing(deployment),
  };
}
