import { BridgeError } from "../../../core/errors.ts";

/**
 * What asks Athena, with the SDK's client of it: few bridges have a lake, so who asks a deployed one installs that.
 * @throws BridgeError `wrong-use` where it is not installed
 */
export async function openAthena(): Promise<typeof import("./athena-lake.ts")> {
  try {
    return await import("./athena-lake.ts");
  } catch (cause) {
    if ((cause as { readonly code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new BridgeError(
      "wrong-use",
      "The SDK's client of Athena is not installed, which queries the lake of a stage.",
      "Install it in this project: npm install --save-dev @aws-sdk/client-athena",
      cause,
    );
  }
}
