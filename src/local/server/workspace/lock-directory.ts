import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BridgeError } from "../../../core/errors.ts";

/**
 * Makes the data directory ours until `release`. SQLite's lock is the operating system's: it ends with the process,
 * however that dies, so a lock can't be stale. The file `pid` only says whose it is.
 * @throws BridgeError `config-invalid` when another run has it
 */
export function lockDirectory(directory: string): { readonly release: () => void } {
  const database = new DatabaseSync(join(directory, "lock.db"), { timeout: 0 });
  const pidFile = join(directory, "pid");
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    let pid = "unknown";
    try {
      pid = readFileSync(pidFile, "utf8").trim();
    } catch {
      // The other run has only just begun.
    }
    throw new BridgeError(
      "config-invalid",
      `Another hookbridge (process ${pid}) is using ${directory}.`,
      `Stop it (kill ${pid}), or give this one a directory of its own: npm start -- --data-dir .hookbridge-2`,
      error,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return { release: () => database.close() };
}
