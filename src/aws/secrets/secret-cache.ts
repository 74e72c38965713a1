import type { Clock } from "../../core/clock.ts";
import { type Secret, secretOf } from "../../core/secret.ts";
import type { SecretStore } from "../../receive/ports.ts";
import { equalText } from "../../signatures/parts/equal.ts";
import { storedTexts } from "./stored-texts.ts";
import { within } from "./within.ts";

/** Milliseconds that the cache keeps secrets, missing ones and failures, and between two refreshes. */
const keepMs = { found: 300_000, missing: 5_000, failed: 5_000, coolDown: 30_000 } as const;

/** Part of `keepMs.found` by which it is shortened at random: what started together must not read together. */
const jitter = 0.25;

/**
 * Milliseconds that a request waits for the vault, all attempts together. Three attempts to send the delivery, of five
 * seconds each, must still fit the function's timeout of 29 seconds. Where the last secrets can be used instead, a vendor
 * waits for three seconds at most.
 */
const patienceMs = { withoutSecrets: 12_000, withLastOnes: 3_000 } as const;

/** A store of secrets, one text for each source. */
export interface SecretVault {
  /** The text of a source; undefined when it has none. @throws BridgeError `secret-store-failed` */
  read(source: string, signal: AbortSignal): Promise<string | undefined>;
  /** Stores the first text of a source; false when it has one. @throws BridgeError `secret-store-failed` */
  keep(source: string, text: string, signal: AbortSignal): Promise<boolean>;
}

/** A vault that gives several texts in one call. */
export interface BatchVault extends SecretVault {
  /**
   * Reads the texts of sources.
   * @param found gets each text with its source, not at all for a source that has none
   * @throws BridgeError `secret-store-failed` when a call failed; others may have found their texts
   */
  readMany(
    sources: readonly string[],
    found: (source: string, text: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

/** The secrets of a vault, cached. */
export interface SecretCache extends SecretStore {
  /** Takes a text that was read before a request needed it. What a request has read meanwhile is newer, and stays. */
  learn(source: string, roles: readonly string[], text: string): void;
}

interface CachedSecrets {
  readonly text: string | undefined;
  readonly secrets: readonly Secret[];
  readonly readAt: number;
  /** Milliseconds for which they are used without another look. */
  readonly lifetime: number;
  /** Why the last refresh failed. */
  readonly failure?: unknown;
}

/** The secrets in a stored text: a JSON array, the newest first, or one secret. */
export const parseSecrets = (text: string | undefined, roles: readonly string[]): readonly Secret[] =>
  text === undefined ? [] : storedTexts(text).map((entry) => secretOf(entry, roles));

/** The same secrets as objects that are known already, with the keys that were made from them. */
const reused = (fresh: readonly Secret[], before: readonly Secret[]): readonly Secret[] =>
  fresh.map(
    (secret) =>
      before.find((known) => known.role === secret.role && equalText(known.reveal(), secret.reveal())) ??
      secret,
  );

/**
 * The secrets of a vault, cached. While the vault is down, the last ones are used; without any it fails.
 * @param onRead gets the secrets of a source when they are read first, and when they have changed
 * @param random from 0 to 1, for how long secrets are kept
 */
export function cachedSecrets(
  vault: SecretVault,
  now: Clock,
  onRead: (source: string, secrets: readonly Secret[]) => void = () => {},
  random: () => number = Math.random,
): SecretCache {
  const cache = new Map<string, CachedSecrets>();
  const reading = new Map<string, Promise<string | undefined>>();
  const failures = new Map<string, { readonly at: number; readonly failure: unknown }>();

  /** Concurrent requests share one read of the vault. */
  function read(source: string, ms: number): Promise<string | undefined> {
    const pending = reading.get(source);
    if (pending) return pending;
    const started = within(ms, (signal) => vault.read(source, signal))
      .catch((failure: unknown) => {
        failures.set(source, { at: now(), failure });
        throw failure;
      })
      .finally(() => reading.delete(source));
    reading.set(source, started);
    return started;
  }

  /** After a failure the vault rests: vendors wait for three seconds, but the SDK tries for longer. */
  const resting = (source: string): boolean =>
    Math.abs(now() - (failures.get(source)?.at ?? -Infinity)) < keepMs.failed;

  /** Unchanged text keeps its Secret objects, and so the keys that were made from them. */
  function remember(source: string, text: string | undefined, roles: readonly string[]): CachedSecrets {
    const before = cache.get(source);
    const isSame = before !== undefined && before.text === text;
    const secrets = isSame ? before.secrets : reused(parseSecrets(text, roles), before?.secrets ?? []);
    const lifetime = text === undefined ? keepMs.missing : keepMs.found * (1 - jitter * random());
    const entry = { text, secrets, readAt: now(), lifetime };
    cache.set(source, entry);
    if (!isSame) onRead(source, secrets);
    return entry;
  }

  return {
    async secrets(source, roles) {
      const before = cache.get(source);
      if (before && now() - before.readAt < before.lifetime && now() >= before.readAt) return before.secrets;
      const hasLastOnes = before?.text !== undefined;
      if (hasLastOnes && resting(source)) return before.secrets;
      const ms = hasLastOnes ? patienceMs.withLastOnes : patienceMs.withoutSecrets;
      try {
        return remember(source, await read(source, ms), roles).secrets;
      } catch (error) {
        if (hasLastOnes) return before.secrets;
        throw error;
      }
    },
    async refresh(source, roles, tried) {
      const before = cache.get(source);
      // Another request has read newer ones in the meantime.
      if (before && before.secrets !== tried) return before.secrets;
      if (before && Math.abs(now() - before.readAt) < keepMs.coolDown) {
        if (before.failure !== undefined) throw before.failure;
        return undefined;
      }
      // A request that has waited for a hanging vault has no time to wait for it again.
      if (resting(source)) throw failures.get(source)?.failure;
      try {
        const after = remember(source, await read(source, patienceMs.withoutSecrets), roles);
        return after.text === before?.text ? undefined : after.secrets;
      } catch (failure) {
        // The signature may be wrong or the secrets old: until the cool-down has passed, that is a 503.
        if (before) cache.set(source, { ...before, readAt: now(), failure });
        throw failure;
      }
    },
    readAt: (source) => cache.get(source)?.readAt,
    async adopt(source, value) {
      const text = JSON.stringify([value]);
      const adopted = await within(
        patienceMs.withoutSecrets,
        async (signal) =>
          // An earlier attempt may have stored it, although its answer was lost.
          (await vault.keep(source, text, signal)) ||
          equalText(text, (await vault.read(source, signal)) ?? ""),
      );
      if (adopted) cache.delete(source);
      return adopted;
    },
    learn(source, roles, text) {
      if (!cache.has(source)) remember(source, text, roles);
    },
  };
}
