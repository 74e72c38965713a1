import { GetParameterCommand, PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { BridgeError } from "../../core/errors.ts";
import { errorName } from "./error-name.ts";
import type { SecretVault } from "./secret-cache.ts";

/** Secrets in SSM Parameter Store: `<prefix>/<source>`, a SecureString. */
export function ssmVault(client: SSMClient, prefix: string, key: string | undefined): SecretVault {
  return {
    async read(source) {
      try {
        const { Parameter } = await client.send(
          new GetParameterCommand({ Name: `${prefix}/${source}`, WithDecryption: true }),
        );
        return Parameter?.Value;
      } catch (cause) {
        if (errorName(cause) === "ParameterNotFound") return undefined;
        throw new BridgeError(
          "secret-store-failed",
          `The secret of "${source}" could not be read from ${prefix}/${source}.`,
          "Check the parameter and the function's ssm:GetParameter permission.",
          cause,
        );
      }
    },
    async keep(source, Value) {
      try {
        await client.send(
          new PutParameterCommand({
            Name: `${prefix}/${source}`,
            Value,
            Type: "SecureString",
            Overwrite: false,
            ...(key && { KeyId: key }),
          }),
        );
        return true;
      } catch (cause) {
        if (errorName(cause) === "ParameterAlreadyExists") return false;
        throw new BridgeError(
          "secret-store-failed",
          `The secret that the vendor handed over for "${source}" could not be kept.`,
          "Check the function's ssm:PutParameter permission; the vendor can pair again.",
          cause,
        );
      }
    },
  };
}
