import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BridgeError } from "../../core/errors.ts";
import { viewSql } from "../../stack/lake/lake-queries.ts";
import { openDuckdb } from "./duckdb.ts";
import type { LakeQuestion, LakeRows } from "./lake-rows.ts";

/** The buses that have a lake in a data directory. */
export function localLakes(dataDirectory: string): readonly string[] {
  const folder = join(dataDirectory, "lake");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, "events"))).sort();
}

/** Whether a lake has a file with events: DuckDB refuses to read none. */
const hasEvents = (events: string): boolean =>
  readdirSync(events, { encoding: "utf8", recursive: true }).some((name) =>
    /^day=[^\\/]+[\\/].*\.gz$/.test(name),
  );

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Longer than any envelope: EventBridge takes 1 MB. */
const mostLineBytes = 4_000_000;

/** Each line is one text, as in Athena: \u0001 is in no JSON. */
const linesView = (events: string): string =>
  `CREATE VIEW lines AS SELECT column0 AS line, day FROM read_csv(${sqlText(`${events}/day=*/*.gz`)},
    hive_partitioning = true, hive_types = {'day': VARCHAR}, header = false, auto_detect = false,
    columns = {'column0': 'VARCHAR'}, delim = E'\\x01', quote = '', escape = '', new_line = '\\n',
    max_line_size = ${mostLineBytes}, compression = 'gzip')`;

const lakeCell = (value: unknown): string | null =>
  value === null || typeof value === "string" ? value : JSON.stringify(value);

/** A lake on this machine. */
export interface LocalLake {
  readonly dataDirectory: string;
  readonly bus: string;
  /** The folder in whose packages DuckDB is. */
  readonly project: string;
}

/**
 * Asks the lake of a bus on this machine, with the view and the functions that Athena has.
 * @throws BridgeError `wrong-use` where DuckDB is not installed, or refuses the query
 */
export async function askLocalLake(
  { dataDirectory, bus, project }: LocalLake,
  { sql, values }: LakeQuestion,
): Promise<LakeRows> {
  const connection = await openDuckdb(project);
  const events = join(dataDirectory, "lake", bus, "events");
  try {
    if (!hasEvents(events)) return { columns: [], rows: [] };
    await connection.run(readFileSync(new URL("duckdb.sql", import.meta.url), "utf8"));
    await connection.run(linesView(events));
    await connection.run(`CREATE VIEW events AS ${viewSql()}`);
    const result = await connection.runAndReadAll(sql, values).catch((cause: unknown) => {
      const message = cause instanceof Error ? cause.message : String(cause);
      const isDamaged = message.includes("not a GZIP stream");
      throw new BridgeError(
        "wrong-use",
        isDamaged ? `A file of the lake is damaged: ${message}` : `DuckDB refuses the query: ${message}`,
        isDamaged ? "Copy it again, or remove it." : "Correct the query: docs/lake.md has the columns.",
        cause,
      );
    });
    return { columns: result.columnNames(), rows: result.getRowsJson().map((row) => row.map(lakeCell)) };
  } finally {
    connection.closeSync();
  }
}
