import type { Source } from "../../../core/source.ts";
import type { Deployment } from "../../deployment.ts";
import type { Statement } from "../../policy.ts";
import { sub, type TemplateValue } from "../../template.ts";

/** What each store calls its actions and its secrets. */
const stores = {
  ssm: { service: "ssm", read: "ssm:GetParameter", write: "ssm:PutParameter", kind: "parameter", end: "" },
  // Secrets Manager ends each ARN in a hyphen and six characters of its own.
  "secrets-manager": {
    service: "secretsmanager",
    read: "secretsmanager:GetSecretValue",
    write: "secretsmanager:CreateSecret",
    kind: "secret:",
    end: "-??????",
  },
} as const;

const storeOf = ({ options }: Deployment) => stores[options.secrets?.store ?? "ssm"];

function arn(deployment: Deployment, name: string): TemplateValue {
  const { service, kind } = storeOf(deployment);
  const path = `${kind}${deployment.parameterPrefix}/${name}`;
  return sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${path}`);
}

function key(deployment: Deployment, Sid: string, actions: readonly string[]): readonly Statement[] {
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

/** True for a vendor that hands its secret over: `receive` keeps it. */
const pairs = ({ provider }: Source): boolean =>
  provider.handshakes?.some((handshake) => "keepSecret" in handshake.answer) ?? false;

/** Reads this stage's secrets, and no other stage's. */
export function readSecrets(deployment: Deployment): readonly Statement[] {
  const pairing = [...deployment.sources.values()].some(pairs);
  return [
    { Sid: "ReadSecrets", Effect: "Allow", Action: storeOf(deployment).read, Resource: arn(deployment, "*") },
    ...key(deployment, "SecretsKey", pairing ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]),
  ];
}

/** Writes the secrets of the sources that pair, `size` of them in each statement. */
export function writeSecret(deployment: Deployment, size: number): readonly Statement[] {
  const { write, end } = storeOf(deployment);
  const names = [...deployment.sources.values()].filter(pairs).map(({ name }) => name);
  return Array.from({ length: Math.ceil(names.length / size) }, (_, index) => ({
    Sid: "KeepSecretsHandedOver",
    Effect: "Allow",
    Action: write,
    Resource: names.slice(index * size, (index + 1) * size).map((name) => arn(deployment, name + end)),
    // A secret that is there stays as it is, whatever the function asks; Secrets Manager's CreateSecret can't do else.
    ...(write === "ssm:PutParameter" && {
      Condition: { StringNotEquals: { "ssm:Overwrite": "true" } },
    }),
  }));
}
