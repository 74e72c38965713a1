import type { Source } from "../../../core/source.ts";
import type { Deployment } from "../../deployment.ts";
import type { Statement } from "../../policy.ts";
import { sub, type TemplateValue } from "../../template.ts";

/** Actions and ARNs of each store. */
const stores = {
  ssm: {
    service: "ssm",
    read: ["ssm:GetParameter", "ssm:GetParameters"],
    // GetParameters is allowed by the parameters' own ARNs.
    batch: undefined,
    write: "ssm:PutParameter",
    kind: "parameter",
    end: "",
  },
  // Secrets Manager appends a hyphen and six random characters to each ARN.
  "secrets-manager": {
    service: "secretsmanager",
    read: ["secretsmanager:GetSecretValue"],
    batch: "secretsmanager:BatchGetSecretValue",
    write: "secretsmanager:CreateSecret",
    kind: "secret:",
    end: "-??????",
  },
} as const;

const storeOf = ({ options }: Deployment) => stores[options.secrets?.store ?? "ssm"];

function secretArn(deployment: Deployment, name: string): TemplateValue {
  const { service, kind } = storeOf(deployment);
  const path = `${kind}${deployment.parameterPrefix}/${name}`;
  return sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${path}`);
}

function keyStatement(deployment: Deployment, Sid: string, actions: readonly string[]): readonly Statement[] {
  const { encryptionKey } = deployment.options.secrets ?? {};
  if (!encryptionKey) return [];
  const via = sub(`${storeOf(deployment).service}.\${AWS::Region}.amazonaws.com`);
  return [
    {
      Sid,
      Effect: "Allow",
      Action: actions,
      Resource: encryptionKey,
      Condition: { StringEquals: { "kms:ViaService": via } },
    },
  ];
}

/** True when the vendor hands its secret over in a handshake, and `receive` stores it. */
const pairs = ({ provider }: Source): boolean =>
  provider.handshakes?.some((handshake) => "keepSecret" in handshake.answer) ?? false;

/** Permission to read this stage's secrets, and no other stage's. */
export function readSecrets(deployment: Deployment): readonly Statement[] {
  const pairing = [...deployment.sources.values()].some(pairs);
  const { read, batch } = storeOf(deployment);
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: read,
      Resource: secretArn(deployment, "*"),
    },
    // It can't be restricted to secrets, and gives none without GetSecretValue for it:
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html#auth-and-access_examples_batch
    ...(batch
      ? [{ Sid: "ReadSecretsInOneCall", Effect: "Allow", Action: batch, Resource: "*" } as const]
      : []),
    ...keyStatement(
      deployment,
      "SecretsKey",
      pairing ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
    ),
  ];
}

/** Permission to write the secrets of the sources that pair, with `size` of them in each statement. */
export function writeSecrets(deployment: Deployment, size: number): readonly Statement[] {
  const { write, end } = storeOf(deployment);
  const names = [...deployment.sources.values()].filter(pairs).map(({ name }) => name);
  return Array.from({ length: Math.ceil(names.length / size) }, (_, index) => ({
    Sid: "KeepSecretsHandedOver",
    Effect: "Allow",
    Action: write,
    Resource: names.slice(index * size, (index + 1) * size).map((name) => secretArn(deployment, name + end)),
    // Denies overwriting an existing secret. CreateSecret of Secrets Manager can't overwrite one.
    ...(write === "ssm:PutParameter" && {
      Condition: { StringNotEquals: { "ssm:Overwrite": "true" } },
    }),
  }));
}
