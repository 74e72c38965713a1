import {
  GetParameterCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { BridgeError } from "../../core/errors.ts";
import type { ClientSettings } from "../client-settings.ts";
import { errorName } from "./error-name.ts";
import { inBatches } from "./in-batches.ts";
import type { BatchVault } from "./secret-cache.ts";

/** Names that one call of GetParameters takes. */
const mostParameters = 10;

/**
 * Secrets in SSM Parameter Store: `<prefix>/<source>`, a SecureString.
 * @param early the client for what is read before a request needs it
 */
export function ssmVault(
  client: SSMClient,
  prefix: string,
  key: string | undefined,
  early = client,
): BatchVault {
  return {
    readMany: (sources, found, abortSignal) =>
      inBatches(sources, mostParameters, async (part) => {
        const Names = part.map((source) => `${prefix}/${source}`);
        try {
          const command = new GetParametersCommand({ Names, WithDecryption: true });
          const { Parameters = [] } = await early.send(command, { abortSignal });
          for (const { Name, Value } of Parameters)
            if (Name && Value !== undefined) found(Name.slice(prefix.length + 1), Value);
        } catch (cause) {
          throw new BridgeError(
            "secret-store-failed",
            `The secrets below ${prefix}/ could not be read in one call from SSM.`,
            "Check the function's ssm:GetParameters permission and, for a key of your own, kms:Decrypt.",
            cause,
          );
        }
      }),
    async read(source, abortSignal) {
      try {
        const { Parameter } = await client.send(
          new GetParameterCommand({ Name: `${prefix}/${source}`, WithDecryption: true }),
          { abortSignal },
        );
        return Parameter?.Value;
      } catch (cause) {
        if (errorName(cause) === "ParameterNotFound") return undefined;
        throw new BridgeError(
          "secret-store-failed",
          `The secret of the source "${source}" could not be read from the SSM parameter ${prefix}/${source}.`,
          "Check the function's ssm:GetParameter permission and, for a key of your own, kms:Decrypt.",
          cause,
        );
      }
    },
    async keep(source, Value, abortSignal) {
      try {
        await client.send(
          new PutParameterCommand({
            Name: `${prefix}/${source}`,
            Value,
            Type: "SecureString",
            Overwrite: false,
            ...(key && { KeyId: key }),
          }),
          { abortSignal },
        );
        return true;
      } catch (cause) {
        if (errorName(cause) === "ParameterAlreadyExists") return false;
        throw new BridgeError(
          "secret-store-failed",
          `The secret that the vendor handed over for the source "${source}" could not be stored in SSM.`,
          "Check the function's ssm:PutParameter permission, then pair again in the vendor's console.",
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
export function openSsmVault(settings: ClientSettings, prefix: string, key: string | undefined): BatchVault {
  const client = new SSMClient(settings);
  const { requestHandler } = client.config;
  return ssmVault(client, prefix, key, new SSMClient({ ...settings, requestHandler, maxAttempts: 1 }));
}
