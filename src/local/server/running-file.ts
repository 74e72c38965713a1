import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How programs of the same user find the running bridge, and prove that they may change something. */
export interface RunningBridgeFile {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
}

/** A token that nobody can guess. */
export const newToken = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");

/** Writes `running.json`, which only its owner can read. @returns how to remove it */
export function writeRunningFile(directory: string, running: RunningBridgeFile): () => void {
  const path = join(directory, "running.json");
  const text = `${JSON.stringify(running)}\n`;
  const draft = `${path}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  // The mode counts only for a file that is new.
  chmodSync(draft, 0o600);
  renameSync(draft, path);
  return () => {
    // Another bridge may have written it since.
    if (textOrNone(path) === text) rmSync(path, { force: true });
  };
}

function textOrNone(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
