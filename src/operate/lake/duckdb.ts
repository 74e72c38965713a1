import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { BridgeError } from "../../core/errors.ts";

/** The name of DuckDB's package. It has 70 MB, so who queries a lake on this machine installs it. */
const duckdbName = "@duckdb/node-api";

/** A value as DuckDB gives it as JSON. */
type DuckdbValue = string | number | boolean | null | object;

interface DuckdbResult {
  columnNames(): readonly string[];
  getRowsJson(): readonly (readonly DuckdbValue[])[];
}

/** What we use of a connection. */
export interface DuckdbConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string, values?: readonly string[]): Promise<DuckdbResult>;
  closeSync(): void;
}

interface Duckdb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckdbConnection> }> };
}

/** The package in a project, or else where the bridge itself finds it. */
function whereItIs(project: string): string {
  try {
    return pathToFileURL(createRequire(join(resolve(project), "package.json")).resolve(duckdbName)).href;
  } catch {
    return duckdbName;
  }
}

/**
 * Opens a database in memory.
 * @param project the folder whose packages count
 * @throws BridgeError `wrong-use` where DuckDB is not installed
 */
export async function openDuckdb(project: string): Promise<DuckdbConnection> {
  try {
    const { DuckDBInstance }: Duckdb = await import(whereItIs(project));
    return await (await DuckDBInstance.create(":memory:")).connect();
  } catch (cause) {
    if (!/NOT_FOUND/.test((cause as NodeJS.ErrnoException).code ?? "")) throw cause;
    throw new BridgeError(
      "wrong-use",
      "DuckDB is not installed, which queries the lake on this machine.",
      `Install it in this project: npm install --save-dev ${duckdbName}`,
      cause,
    );
  }
}
