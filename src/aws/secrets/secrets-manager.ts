import {
  CreateSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { BridgeError } from "../../core/errors.ts";
import { errorName } from "./error-name.ts";
import type { SecretVault } from "./secret-cache.ts";

/** Secrets in AWS Secrets Manager: `<prefix>/<source>`, a secret string. */
export function secretsManagerVault(
  client: SecretsManagerClient,
  prefix: string,
  key: string | undefined,
): SecretVault {
  return {
    async read(source) {
      try {
        const { SecretString } = await client.send(
          new GetSecretValueCommand({ SecretId: `${prefix}/${source}` }),
        );
        return SecretString;
      } catch (cause) {
        if (errorName(cause) === "ResourceNotFoundException") return undefined;
        throw new BridgeError(
          "secret-store-failed",
          `The secret of the source "${source}" could not be read from ${prefix}/${source} in Secrets Manager.`,
          "Check the function's secretsmanager:GetSecretValue permission and, for a key of your own, kms:Decrypt.",
          cause,
        );
      }
    },
    async keep(source, SecretString) {
      try {
        await client.send(
          new CreateSecretCommand({
            Name: `${prefix}/${source}`,
            SecretString,
            ...(key && { KmsKeyId: key }),
          }),
        );
        return true;
      } catch (cause) {
        if (errorName(cause) === "ResourceExistsException") return false;
        throw new BridgeError(
          "secret-store-failed",
          `The secret that the vendor handed over for the source "${source}" could not be stored in Secrets Manager.`,
          "Check the function's secretsmanager:CreateSecret permission, then pair again in the vendor's console.",
          cause,
        );
      }
    },
  };
}
