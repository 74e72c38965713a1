import type { Source } from "../../core/source.ts";
import { type Deployment, ids } from "../deployment.ts";
import { observing, policyDocument, type Statement, trusts } from "../policy.ts";
import { arnOf, type Resources, sub, type TemplateValue } from "../template.ts";

const parameter = ({ parameterPrefix }: Deployment, name: string): TemplateValue =>
  sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${parameterPrefix}/${name}`);

/** True for a vendor that hands its secret over: `receive` keeps it. */
export const pairs = ({ provider }: Source): boolean =>
  provider.handshakes?.some((handshake) => "keepSecret" in handshake.answer) ?? false;

/** What `receive` may do: read this stage's secrets, keep a delivery. Sources that pair may write their own secret. */
export function receiveRole(deployment: Deployment): Resources {
  const pairing = [...deployment.bridge.sources.values()].filter(pairs);
  const statements: readonly Statement[] = [
    ...observing(`${deployment.prefix}-receive`),
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: parameter(deployment, "*"),
    },
    ...(pairing.length > 0
      ? ([
          {
            Sid: "KeepSecretsHandedOver",
            Effect: "Allow",
            Action: "ssm:PutParameter",
            Resource: pairing.map(({ name }) => parameter(deployment, name)),
          },
        ] as const)
      : []),
    { Sid: "Queue", Effect: "Allow", Action: "sqs:SendMessage", Resource: arnOf(ids.queue) },
    {
      Sid: "KeepLargeBodies",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: sub(`\${${ids.bucket}.Arn}/claims/*`),
    },
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
  };
}
