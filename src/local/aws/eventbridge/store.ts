import { DatabaseSync } from "node:sqlite";
import { parseJson } from "../../../core/json/json.ts";
import { isObject } from "../aws-json-input.ts";
import type { Input, Operation } from "../aws-json-server.ts";

/** What every operation works with. */
export interface Service {
  readonly database: DatabaseSync;
  readonly region: string;
  readonly account: string;
  readonly now: () => Date;
}

/** Operations by name, as the server takes them. */
export type OperationEntries = readonly (readonly [string, Operation])[];

const schema = `
  CREATE TABLE IF NOT EXISTS buses (name TEXT PRIMARY KEY, settings TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS rules (
    bus TEXT NOT NULL, name TEXT NOT NULL, settings TEXT NOT NULL, PRIMARY KEY (bus, name)) STRICT;
  CREATE TABLE IF NOT EXISTS targets (
    bus TEXT NOT NULL, rule TEXT NOT NULL, id TEXT NOT NULL, settings TEXT NOT NULL,
    PRIMARY KEY (bus, rule, id)) STRICT;
  CREATE TABLE IF NOT EXISTS archives (name TEXT PRIMARY KEY, bus TEXT NOT NULL, settings TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS replays (name TEXT PRIMARY KEY, settings TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, bus TEXT NOT NULL, id TEXT NOT NULL, replay TEXT,
    received INTEGER NOT NULL, envelope TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS events_by_id ON events (id);
  CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER NOT NULL, target TEXT NOT NULL,
    body TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS delivery_ends (
    number INTEGER PRIMARY KEY, event INTEGER NOT NULL, rule TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL, reason TEXT, ended INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS delivery_ends_by_event ON delivery_ends (event);
  CREATE INDEX IF NOT EXISTS delivery_ends_by_rule ON delivery_ends (rule, ended);
`;

/** Columns that a table of a former version lacks. */
const laterColumns = [
  { table: "deliveries", column: "rule", type: "TEXT NOT NULL DEFAULT ''" },
  { table: "deliveries", column: "failure", type: "TEXT" },
] as const;

function addLaterColumns(database: DatabaseSync): void {
  for (const { table, column, type } of laterColumns) {
    const known = database.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = ?").get(table, column);
    if (!known) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
  }
}

/** Opens the database file and creates its tables. A commit is on the disk when it returns. */
export function openStore(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  database.exec(schema);
  addLaterColumns(database);
  database.prepare("INSERT OR IGNORE INTO buses VALUES ('default', '{}')").run();
  return database;
}

/** Runs `work` as one transaction: all of its writes are kept, or none. */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** The settings in a row; undefined when there is no row. */
export function settingsOf(row: { readonly [column: string]: unknown } | undefined): Input | undefined {
  if (!row) return undefined;
  const settings = parseJson(String(row.settings))?.value;
  if (!isObject(settings)) throw new Error("The EventBridge database holds settings that are not an object.");
  return settings;
}

/** ARN of a resource of this account: `eventsArn(service, "archive/all")`. */
export function eventsArn({ region, account }: Service, resource: string): string {
  return `arn:aws:events:${region}:${account}:${resource}`;
}

/** Epoch seconds, which is how the protocol carries times. */
export function epochSeconds(time: Date): number {
  return time.getTime() / 1000;
}

/** Binds operations to their service. */
export function bindOperations(
  service: Service,
  operations: Readonly<Record<string, (service: Service, input: Input) => unknown>>,
): OperationEntries {
  return Object.entries(operations).map(([name, operation]) => [name, (input) => operation(service, input)]);
}
