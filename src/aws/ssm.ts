import { GetParameterCommand, PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { BridgeError } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";
import { Secret } from "../core/secret.ts";
import type { Clock, SecretStore } from "../pipeline/ports.ts";

/** How long secrets are kept in memory, in milliseconds. */
const kept = { found: 300_000, missing: 5_000, coolDown: 30_000 } as const;

interface Cached {
  readonly text: string | undefined;
  readonly secrets: readonly Secret[];
  readonly readAt: number;
}

/** `role:value`, where `role` is one that the provider knows; anything else is a value as it stands. */
function secretOf(text: string, roles: readonly string[]): Secret {
  const role = roles.find((candidate) => text.startsWith(`${candidate}:`));
  return role ? new Secret(text.slice(role.length + 1), role) : new Secret(text);
}

/** The secrets in a parameter: a JSON array of texts, the newest first, or one text. */
export function parseSecrets(text: string | undefined, roles: readonly string[]): readonly Secret[] {
  if (text === undefined) return [];
  const list = text.trimStart().startsWith("[") ? parseJson(text)?.value : undefined;
  if (!Array.isArray(list)) return [secretOf(text, roles)];
  return list.map((entry) => secretOf(typeof entry === "string" ? entry : JSON.stringify(entry), roles));
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

/**
 * Secrets in SSM Parameter Store: `<prefix>/<source>`, a SecureString. What was read last serves on while the store is
 * down; only a source that was never read has to fail.
 */
export function ssmSecrets(client: SSMClient, prefix: string, now: Clock): SecretStore {
  const cache = new Map<string, Cached>();

  async function read(source: string): Promise<string | undefined> {
    try {
      const { Parameter } = await client.send(
        new GetParameterCommand({ Name: `${prefix}/${source}`, WithDecryption: true }),
      );
      return Parameter?.Value;
    } catch (cause) {
      if (nameOf(cause) === "ParameterNotFound") return undefined;
      throw new BridgeError(
        "secret-store-failed",
        `The secret of "${source}" could not be read from ${prefix}/${source}.`,
        "Check the parameter and the function's ssm:GetParameter permission.",
        cause,
      );
    }
  }

  /** Unchanged text keeps its Secret objects, and with them the keys that were made of them. */
  function remember(source: string, text: string | undefined, roles: readonly string[]): Cached {
    const before = cache.get(source);
    const secrets = before && before.text === text ? before.secrets : parseSecrets(text, roles);
    const entry = { text, secrets, readAt: now() };
    cache.set(source, entry);
    return entry;
  }

  return {
    async secrets(source, roles) {
      const before = cache.get(source);
      const lifetime = before?.text === undefined ? kept.missing : kept.found;
      if (before && now() - before.readAt < lifetime && now() >= before.readAt) return before.secrets;
      try {
        return remember(source, await read(source), roles).secrets;
      } catch (error) {
        if (before?.text !== undefined) return before.secrets;
        throw error;
      }
    },
    async refresh(source, roles) {
      const before = cache.get(source);
      if (before && Math.abs(now() - before.readAt) < kept.coolDown) return undefined;
      try {
        const after = remember(source, await read(source), roles);
        return after.text === before?.text ? undefined : after.secrets;
      } catch {
        // The verdict stands; the store is asked again after the cool-down.
        if (before) cache.set(source, { ...before, readAt: now() });
        return undefined;
      }
    },
    async adopt(source, value) {
      const text = JSON.stringify([value]);
      try {
        await client.send(
          new PutParameterCommand({
            Name: `${prefix}/${source}`,
            Value: text,
            Type: "SecureString",
            Overwrite: false,
          }),
        );
      } catch (cause) {
        if (nameOf(cause) === "ParameterAlreadyExists") return false;
        throw new BridgeError(
          "secret-store-failed",
          `The secret that the vendor handed over for "${source}" could not be kept.`,
          "Check the function's ssm:PutParameter permission; the vendor can pair again.",
          cause,
        );
      }
      cache.delete(source);
      return true;
    },
  };
}
