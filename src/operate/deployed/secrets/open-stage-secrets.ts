import type { Deployment } from "../../../stack/deployment.ts";
import type { SecretPlace } from "../../secrets/secret-place.ts";
import { askAws } from "../ask-aws.ts";
import type { OperatorAccess } from "../clients.ts";
import type { StageStore } from "./stage-store.ts";

/** Settings of an SDK client for an operator. */
export const clientSettingsOf = ({
  region,
  profile,
}: OperatorAccess): { readonly region?: string; readonly profile?: string } => ({
  ...(region !== undefined && { region }),
  ...(profile !== undefined && { profile }),
});

/** The same place, whose failures of credentials and network are those of every command. */
const explaining = (place: SecretPlace): SecretPlace => ({
  ...place,
  read: (sources) => askAws("read the secrets", () => place.read(sources)),
  write: (source, texts, before) => askAws("store the secret", () => place.write(source, texts, before)),
  former: (source) => askAws("read former secrets", () => place.former(source)),
});

/**
 * The secrets of a stage, in the store that its configuration names. Only the client of that store is loaded.
 * @throws BridgeError `wrong-use` where no region is known
 */
export async function openStageSecrets(
  { parameterPrefix, options: { secrets } }: Deployment,
  access: OperatorAccess,
): Promise<SecretPlace> {
  const settings = clientSettingsOf(access);
  const storeIn = (region: string): StageStore => ({
    prefix: parameterPrefix,
    region,
    profileFlag: access.profile === undefined ? "" : ` --profile ${access.profile}`,
    ...(secrets?.encryptionKey !== undefined && { key: secrets.encryptionKey }),
  });
  if (secrets?.store === "secrets-manager") {
    const { SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
    const { secretsManager } = await import("./secrets-manager.ts");
    const client = new SecretsManagerClient(settings);
    const region = await askAws("find the secrets", () => client.config.region());
    return explaining(secretsManager({ client, ...storeIn(region) }));
  }
  const { SSMClient } = await import("@aws-sdk/client-ssm");
  const { parameterStore } = await import("./parameter-store.ts");
  const client = new SSMClient(settings);
  const region = await askAws("find the secrets", () => client.config.region());
  return explaining(parameterStore({ client, ...storeIn(region) }));
}
