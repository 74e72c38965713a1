import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { BridgeError } from "../../core/errors.ts";
import type { ClientSettings } from "../client-settings.ts";
import { errorName } from "./error-name.ts";
import { inBatches } from "./in-batches.ts";
import type { BatchVault } from "./secret-cache.ts";

/** Secrets that one call of BatchGetSecretValue takes. */
const mostSecrets = 20;

/**
 * Secrets in AWS Secrets Manager: `<prefix>/<source>`, a secret string.
 * @param early the client for what is read before a request needs it
 */
export function secretsManagerVault(
  client: SecretsManagerClient,
  prefix: string,
  key: string | undefined,
  early = client,
): BatchVault {
  return {
    readMany: (sources, found, abortSignal) =>
      inBatches(sources, mostSecrets, async (part) => {
        const SecretIdList = part.map((source) => `${prefix}/${source}`);
        try {
          // A secret that is missing, or that the function may not read, does not fail the others.
          const command = new BatchGetSecretValueCommand({ SecretIdList });
          const { SecretValues = [] } = await early.send(command, { abortSignal });
          for (const { Name, SecretString } of SecretValues)
            if (Name && SecretString !== undefined) found(Name.slice(prefix.length + 1), SecretString);
        } catch (cause) {
          throw new BridgeError(
            "secret-store-failed",
            `The secrets below ${prefix}/ could not be read in one call from Secrets Manager.`,
            "Check the function's secretsmanager:BatchGetSecretValue permission.",
            cause,
          );
        }
      }),
    async read(source, abortSignal) {
      try {
        const { SecretString } = await client.send(
          new GetSecretValueCommand({ SecretId: `${prefix}/${source}` }),
          { abortSignal },
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
    async keep(source, SecretString, abortSignal) {
      try {
        await client.send(
          new CreateSecretCommand({
            Name: `${prefix}/${source}`,
            SecretString,
            ...(key && { KmsKeyId: key }),
          }),
          { abortSignal },
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

/**
 * The same, with clients of its own. What is read before a request needs it is tried once, on the same connections: a store that
 * throttles has no time for it.
 */
export function openSecretsManagerVault(
  settings: ClientSettings,
  prefix: string,
  key: string | undefined,
): BatchVault {
  const client = new SecretsManagerClient(settings);
  const { requestHandler } = client.config;
  return secretsManagerVault(
    client,
    prefix,
    key,
    new SecretsManagerClient({ ...settings, requestHandler, maxAttempts: 1 }),
  );
}
