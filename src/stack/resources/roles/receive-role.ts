import { type Deployment, ids, isBuffered, isOrdered } from "../../deployment.ts";
import { useKey } from "../../encryption.ts";
import { observing, policyDocument, type Statement, trusts } from "../../policy.ts";
import { arnOf, type Resources, ref, sub } from "../../template.ts";
import { readSecrets, writeSecret } from "./secret-access.ts";

/** Secrets that one managed policy can name: IAM allows 6,144 characters. */
const namesInPolicy = 30;

/** Sources that pair, in policies of their own: a role's inline policies have no room for many. */
function pairing(deployment: Deployment): Resources {
  const statements = writeSecret(deployment, namesInPolicy);
  return Object.fromEntries(
    statements.map((statement, index) => [
      `PairingPolicy${index + 1}`,
      {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: {
          Description: "Keeps the secrets that vendors hand over",
          Roles: [ref(ids.receiveRole)],
          PolicyDocument: policyDocument([statement]),
        },
      },
    ]),
  );
}

/** What `receive` may do: read this stage's secrets, keep a delivery. Sources that pair may write their own secret. */
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
    ...observing(`${deployment.prefix}-receive`),
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
  ];
  return {
    [ids.receiveRole]: {
      Type: "AWS::IAM::Role",
      Properties: {
        Description: `What the function ${deployment.prefix}-receive may do`,
        AssumeRolePolicyDocument: trusts("lambda"),
        Policies: [{ PolicyName: "receive", PolicyDocument: policyDocument(statements) }],
      },
    },
    ...pairing(deployment),
  };
}
