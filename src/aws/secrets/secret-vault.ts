import type { Environment } from "../../config/environment.ts";
import { BridgeError } from "../../core/errors.ts";
import type { ClientSettings } from "../client-settings.ts";
import { loadOnce } from "../load-once.ts";
import type { BatchVault } from "./secret-cache.ts";

/**
 * Attempts at the secret store. Parameter Store throttles functions that start together, and those that try again soon meet each
 * other again.
 */
const storeAttempts = 6;

/** A vault whose code is loaded at its first use. @throws BridgeError `secret-store-failed` where it can't be loaded */
export function lazyVault(load: () => Promise<BatchVault>): BatchVault {
  const loaded = loadOnce(load);
  const open = async (): Promise<BatchVault> => {
    try {
      return await loaded();
    } catch (cause) {
      throw new BridgeError(
        "secret-store-failed",
        "The client of the secret store could not be loaded.",
        "Deploy again: a file of the function's package is missing or damaged.",
        cause,
      );
    }
  };
  return {
    read: async (source, signal) => (await open()).read(source, signal),
    readMany: async (sources, found, signal) => (await open()).readMany(sources, found, signal),
    keep: async (source, text, signal) => (await open()).keep(source, text, signal),
  };
}

/** The secret store that the stack names. Each has a client and a chunk of the bundle of its own; only one is loaded. */
export function secretVault(
  { secretStore, parameterPrefix, secretKey }: Environment,
  settings: ClientSettings,
): BatchVault {
  const own = { ...settings, maxAttempts: storeAttempts };
  return lazyVault(async () => {
    if (secretStore === "ssm")
      return (await import("./ssm.ts")).openSsmVault(own, parameterPrefix, secretKey);
    const { openSecretsManagerVault } = await import("./secrets-manager.ts");
    return openSecretsManagerVault(own, parameterPrefix, secretKey);
  });
}
