import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BridgeError } from "../../core/errors.ts";
import { noteFormerSecrets } from "./former-secrets.ts";
import { replaceFile } from "./replace-file.ts";
import { readSecretsFile } from "./secrets-file.ts";

/** Where the secrets of this machine are. */
export interface SecretFiles {
  /** `{"source": ["secret"]}` */
  readonly secrets: string;
  /** The data directory, which keeps former secrets. */
  readonly directory: string;
}

/** Milliseconds that one command waits for another that changes secrets at the same time. */
const lockPatienceMs = 5_000;

/** Does it while no other process does. The operating system drops SQLite's lock when a process ends, so it is never stale. */
function locked<Result>(directory: string, act: () => Result): Result {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(directory, "secrets-lock.db"), { timeout: lockPatienceMs });
  try {
    try {
      database.exec("BEGIN EXCLUSIVE");
    } catch (cause) {
      throw new BridgeError(
        "wrong-use",
        `Another command is changing the secrets in ${directory}.`,
        "Let it end, then try again.",
        cause,
      );
    }
    return act();
  } finally {
    database.close();
  }
}

/** The secrets by source; none where there is no file yet. @throws BridgeError `config-invalid` */
export const secretsInFile = (file: string): ReadonlyMap<string, readonly string[]> =>
  existsSync(file) ? readSecretsFile(file).secrets : new Map();

/**
 * Changes the secrets of one source, and keeps those that it has no more for a week.
 * @param change gets the source's secrets as they are now, and gives those that it is to have. What it throws leaves the file as it is.
 * @throws BridgeError `config-invalid` for a file that can't be read
 */
export function changeSecrets(
  files: SecretFiles,
  source: string,
  change: (before: readonly string[]) => readonly string[],
  nowMs: number,
): void {
  locked(files.directory, () => {
    const all = new Map(secretsInFile(files.secrets));
    const before = all.get(source) ?? [];
    const after = change(before);
    all.set(source, after);
    // First what would be lost: a crash between the two leaves a secret in both files, and none in neither.
    noteFormerSecrets(files.directory, source, { before, after }, nowMs);
    replaceFile(files.secrets, `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`);
  });
}
