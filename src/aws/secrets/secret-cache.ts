import type { Clock } from "../../core/clock.ts";
import { parseJson } from "../../core/json/json.ts";
import { type Secret, secretOf } from "../../core/secret.ts";
import type { SecretStore } from "../../receive/ports.ts";
import { equalText } from "../../signatures/parts/equal.ts";

/** How long secrets are kept in memory, in milliseconds. */
const keepMs = { found: 300_000, missing: 5_000, failed: 5_000, coolDown: 30_000 } as const;

/** Where the secrets of sources are kept, each under its source's name. */
export interface SecretVault {
  /** The text that is kept; undefined when there is none. @throws BridgeError `secret-store-failed` */
  read(source: string): Promise<string | undefined>;
  /** Keeps the first text; false when there is one already. @throws BridgeError `secret-store-failed` */
  keep(source: string, text: string): Promise<boolean>;
}

interface CachedSecrets {
  readonly text: string | undefined;
  readonly secrets: readonly Secret[];
  readonly readAt: number;
  /** Why they could not be read anew then. */
  readonly failure?: unknown;
}

/** The secrets in a text: a JSON array of texts, the newest first, or one text. */
export function parseSecrets(text: string | undefined, roles: readonly string[]): readonly Secret[] {
  if (text === undefined) return [];
  const list = text.trimStart().startsWith("[") ? parseJson(text)?.value : undefined;
  if (!Array.isArray(list)) return [secretOf(text, roles)];
  return list.map((entry) => secretOf(typeof entry === "string" ? entry : JSON.stringify(entry), roles));
}

/** Secrets out of a vault. What was read last serves on while the vault is down; only a source that was never read has to fail. */
export function cachedSecrets(vault: SecretVault, now: Clock): SecretStore {
  const cache = new Map<string, CachedSecrets>();
  const reading = new Map<string, Promise<string | undefined>>();
  const failures = new Map<string, { readonly at: number; readonly failure: unknown }>();

  /** Requests that come while the vault is being read wait for the same answer. */
  function read(source: string): Promise<string | undefined> {
    const under = reading.get(source);
    if (under) return under;
    const started = vault
      .read(source)
      .catch((failure: unknown) => {
        failures.set(source, { at: now(), failure });
        throw failure;
      })
      .finally(() => reading.delete(source));
    reading.set(source, started);
    return started;
  }

  /** A vault that is down is not asked by every request: vendors wait three seconds, the SDK longer. */
  const resting = (source: string): boolean =>
    Math.abs(now() - (failures.get(source)?.at ?? -Infinity)) < keepMs.failed;

  /** Unchanged text keeps its Secret objects, and with them the keys that were made of them. */
  function remember(source: string, text: string | undefined, roles: readonly string[]): CachedSecrets {
    const before = cache.get(source);
    const secrets = before && before.text === text ? before.secrets : parseSecrets(text, roles);
    const entry = { text, secrets, readAt: now() };
    cache.set(source, entry);
    return entry;
  }

  return {
    async secrets(source, roles) {
      const before = cache.get(source);
      const lifetime = before?.text === undefined ? keepMs.missing : keepMs.found;
      if (before && now() - before.readAt < lifetime && now() >= before.readAt) return before.secrets;
      if (before?.text !== undefined && resting(source)) return before.secrets;
      try {
        return remember(source, await read(source), roles).secrets;
      } catch (error) {
        if (before?.text !== undefined) return before.secrets;
        throw error;
      }
    },
    async refresh(source, roles, tried) {
      const before = cache.get(source);
      // Another request has read the new ones since these were handed out.
      if (before && before.secrets !== tried) return before.secrets;
      if (before && Math.abs(now() - before.readAt) < keepMs.coolDown) {
        if (before.failure !== undefined) throw before.failure;
        return undefined;
      }
      // Whoever has waited for a vault that hangs has no time to wait for it again.
      if (resting(source)) throw failures.get(source)?.failure;
      try {
        const after = remember(source, await read(source), roles);
        return after.text === before?.text ? undefined : after.secrets;
      } catch (failure) {
        // Nobody knows whether the signature is wrong or the secrets are old. The store is asked again after the cool-down.
        if (before) cache.set(source, { ...before, readAt: now(), failure });
        throw failure;
      }
    },
    readAt: (source) => cache.get(source)?.readAt,
    async adopt(source, value) {
      const text = JSON.stringify([value]);
      // It may be there because the answer to an earlier attempt was lost.
      const adopted = (await vault.keep(source, text)) || equalText(text, (await vault.read(source)) ?? "");
      if (adopted) cache.delete(source);
      return adopted;
    },
  };
}
