import type { SecretUseReader } from "../../operate/secrets/rotation.ts";

/** The use of secrets by the deliveries of the bridge that runs on this machine. */
export const localSecretUse =
  (_dataDirectory: string): SecretUseReader =>
  async () => ({ unknown: "The bridge on this machine does not run: its list of deliveries says it." });
