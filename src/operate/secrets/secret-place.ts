import { BridgeError } from "../../core/errors.ts";
import type { FormerSecret } from "../../local/secrets/former-secrets.ts";

/** The secrets of one source as they are kept. */
export interface KeptSecrets {
  /** As stored, the newest first, some with their role (`verifyToken:…`). */
  readonly texts: readonly string[];
  /** When they were stored, in ms since 1970; undefined where nobody noted it. */
  readonly storedAt?: number;
  /** What tells this version from any other. Nothing of the secrets is in it. */
  readonly version: string;
}

/** Where a bridge's secrets are kept. Its errors never quote one. */
export interface SecretPlace {
  /** Where those of a source are, for people: `the SSM parameter /hookbridge/dev/acme-github in eu-west-1`. */
  where(source: string): string;
  /** The command with which their owner reads them. */
  readCommand(source: string): string;
  /** The secrets of these sources; a source that has none is not in it. @throws BridgeError */
  read(sources: readonly string[]): Promise<ReadonlyMap<string, KeptSecrets>>;
  /**
   * Stores the secrets of a source.
   * @param before what was read; undefined where there was nothing. What was stored since then is not overwritten
   * @throws BridgeError
   */
  write(source: string, texts: readonly string[], before: KeptSecrets | undefined): Promise<void>;
  /** Secrets that a source had and has no more, the newest first, as far as the place keeps them. @throws BridgeError */
  former(source: string): Promise<readonly FormerSecret[]>;
}

/** The refusal of a write that would undo another one. */
export const changedMeanwhile = (source: string): BridgeError =>
  new BridgeError(
    "wrong-use",
    `Somebody else has changed the secrets of the source "${source}" meanwhile. Nothing was stored.`,
    "Run the command again.",
  );
