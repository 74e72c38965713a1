import { join, relative, resolve } from "node:path";
import { changeSecrets, type SecretFiles, secretsInFile } from "../../local/secrets/change-secrets.ts";
import { formerSecretsOf, readSecretRecords } from "../../local/secrets/former-secrets.ts";
import { changedMeanwhile, type KeptSecrets, type SecretPlace } from "./secret-place.ts";

/** Files of this machine's secrets. @param secrets a file of the user's own; default: that of the data directory */
export const secretFilesIn = (directory: string, secrets?: string): SecretFiles => ({
  directory,
  secrets: secrets ?? join(directory, "secrets.json"),
});

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, at) => text === other[at]);

/** A path as `require` takes it in the current directory. */
const required = (file: string): string => {
  const path = relative(".", file);
  return path.startsWith("..") ? resolve(file) : `./${path}`;
};

/** The secrets of the bridge on this machine, in a file that it reads anew when it changes. */
export function localSecrets(files: SecretFiles, now: () => number): SecretPlace {
  function read(source: string): KeptSecrets | undefined {
    const texts = secretsInFile(files.secrets).get(source);
    if (!texts || texts.length === 0) return undefined;
    const changedAt = readSecretRecords(files.directory).get(source)?.changedAt;
    return {
      texts,
      version: changedAt ?? "",
      ...(changedAt !== undefined && { storedAt: Date.parse(changedAt) }),
    };
  }
  return {
    where: () => files.secrets,
    readCommand: (source) => `node -p 'require("${required(files.secrets)}")["${source}"].join("\\n")'`,
    async read(sources) {
      return new Map(
        sources.flatMap((source) => {
          const kept = read(source);
          return kept ? [[source, kept] as const] : [];
        }),
      );
    },
    async write(source, texts, before) {
      const expected = before?.texts ?? [];
      const change = (found: readonly string[]): readonly string[] => {
        if (!isSame(found, expected)) throw changedMeanwhile(source);
        return texts;
      };
      changeSecrets(files, source, change, now());
    },
    former: async (source) => formerSecretsOf(files.directory, source, now()),
  };
}
