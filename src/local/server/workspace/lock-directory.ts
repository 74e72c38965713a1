import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BridgeError } from "../../../core/errors.ts";

function pidIn(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    // The other run has the lock, but has not written its pid yet.
    return "unknown";
  }
}

/**
 * Locks the data directory until `release`. The operating system drops SQLite's lock when the process ends, so it is never stale. The
 * file `pid` is only for the message.
 * @throws BridgeError `config-invalid` when another run has the lock
 */
export function lockDirectory(directory: string): { readonly release: () => void } {
  const database = new DatabaseSync(join(directory, "lock.db"), { timeout: 0 });
  const pidFile = join(directory, "pid");
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    const pid = pidIn(pidFile);
    throw new BridgeError(
      "config-invalid",
      `Another hookbridge (process ${pid}) is using ${directory}.`,
      `Stop it (kill ${pid}), or use another directory: npm start -- --data-dir .hookbridge-2`,
      error,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return { release: () => database.close() };
}
