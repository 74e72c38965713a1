import type { Deployment } from "../../../stack/deployment.ts";
import type { SecretPlace } from "../../secrets/secret-place.ts";
import type { StageStore } from "./stage-store.ts";

/** Which of the caller's credentials, and which region. */
export interface StageAccess {
  /** Default: that of the environment or of the profile. */
  readonly region?: string;
  readonly profile?: string;
}

/** Settings of an SDK client for these. */
export const clientSettingsOf = ({ region, profile }: StageAccess): StageAccess => ({
  ...(region !== undefined && { region }),
  ...(profile !== undefined && { profile }),
});

/**
 * The secrets of a stage, in the store that its configuration names.
 * @throws Error of the SDK where no region is known
 */
export async function openStageSecrets(
  { parameterPrefix, options: { secrets } }: Deployment,
  access: StageAccess,
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
    return secretsManager({ client, ...storeIn(await client.config.region()) });
  }
  const { SSMClient } = await import("@aws-sdk/client-ssm");
  const { parameterStore } = await import("./parameter-store.ts");
  const client = new SSMClient(settings);
  return parameterStore({ client, ...storeIn(await client.config.region()) });
}
