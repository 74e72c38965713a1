import { BridgeError } from "../../core/errors.ts";
import { openLocalBridge } from "../../operate/local/local-bridge.ts";
import { bridgeSecretUse } from "../../operate/secrets/bridge-secret-use.ts";
import type { SecretUse, SecretUseReader, UnknownUse } from "../../operate/secrets/rotation.ts";

/** The use of secrets by the deliveries of the bridge that runs on this machine. */
export const localSecretUse =
  (dataDirectory: string): SecretUseReader =>
  async (source, sinceMs): Promise<SecretUse | UnknownUse> => {
    try {
      const bridge = await openLocalBridge({ dataDirectory });
      try {
        return await bridgeSecretUse(bridge)(source, sinceMs);
      } finally {
        await bridge.close();
      }
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      return { unknown: `${error.message} ${error.remedy}` };
    }
  };
