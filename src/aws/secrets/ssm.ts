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
          `The secret of the source "${source}" could not be read from the SSM parameter ${prefix}/${source}.`,
          "Check the function's ssm:GetParameter permission and, for a key of your own, kms:Decrypt.",
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
          `The secret that the vendor handed over for the source "${source}" could not be stored in SSM.`,
          "Check the function's ssm:PutParameter permission, then pair again in the vendor's console.",
          cause,
        );
      }
    },
  };
}
