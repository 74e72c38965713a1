import type { Source } from "../../core/source.ts";
import { secretRoles } from "../../signatures/secret-roles.ts";
import type { BatchVault, SecretCache } from "./secret-cache.ts";
import { within } from "./within.ts";

/** Milliseconds that a cold start waits for secrets: Lambda ends a start that takes longer than ten seconds. */
const earlyMs = 2_000;

/** Sources that are read early, at most: three calls to Parameter Store, which by default takes 40 a second in an account. */
const earlySources = 30;

/** What reads secrets before a request needs them. */
export interface EarlyReader {
  readonly vault: BatchVault;
  readonly cache: SecretCache;
  /** Gets the first failure, if there is one: requests then read for themselves. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Reads the secrets of all sources into the cache, in as few calls as the store takes, while Lambda still gives the function a whole
 * processor and no vendor waits. It never throws. A secret that is missing is not remembered: it may be stored any moment.
 */
export async function readEarly(sources: ReadonlyMap<string, Source>, reader: EarlyReader): Promise<void> {
  const { vault, cache, onFailure } = reader;
  try {
    await within(earlyMs, (signal) => {
      const found = (name: string, text: string): void => {
        const source = sources.get(name);
        // What comes too late may be from before the environment was frozen.
        if (source && !signal.aborted) cache.learn(name, secretRoles(source.provider), text);
      };
      return vault.readMany([...sources.keys()].slice(0, earlySources), found, signal);
    });
  } catch (error) {
    onFailure(error);
  }
}
