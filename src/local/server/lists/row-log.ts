import { DatabaseSync } from "node:sqlite";
import { type Json, parseJson } from "../../../core/json/json.ts";

/** A row: its place in the log, and its record as JSON text. */
export interface LogRow {
  readonly cursor: string;
  readonly text: string;
}

/** A list on disk that grows at its end. A record that is written again under its id keeps its place. */
export interface RowLog {
  /** Writes the record with this id; `change` gets the one before. @returns the row as it is now */
  put(id: string, change: (before: Json | undefined) => Json): LogRow;
  remove(id: string): void;
  /** At most `limit` rows after the cursor, the newest last. */
  list(after: number, limit: number): readonly LogRow[];
  find(id: string): LogRow | undefined;
}

/** Row logs in one SQLite file. */
export interface RowLogFile {
  log(name: "deliveries" | "events" | "dead_letters"): RowLog;
  close(): void;
}

/** A log keeps this many rows, the newest ones. */
const keptRows = 20_000;

interface StoredRow {
  readonly seq: number;
  readonly record: string;
}

function openLog(database: DatabaseSync, table: string): RowLog {
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL)`,
  );
  const find = database.prepare(`SELECT seq, record FROM ${table} WHERE id = ?`);
  const insert = database.prepare(`INSERT INTO ${table} (id, record) VALUES (?, ?)`);
  const update = database.prepare(`UPDATE ${table} SET record = ? WHERE id = ?`);
  const remove = database.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const list = database.prepare(`SELECT seq, record FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ?`);
  const prune = database.prepare(`DELETE FROM ${table} WHERE seq <= ?`);
  const logRow = ({ seq, record }: StoredRow): LogRow => ({ cursor: String(seq), text: record });

  return {
    put(id, change) {
      const before = find.get(id) as unknown as StoredRow | undefined;
      const record = JSON.stringify(change(before && parseJson(before.record)?.value));
      if (before) {
        update.run(record, id);
        return logRow({ seq: before.seq, record });
      }
      const seq = Number(insert.run(id, record).lastInsertRowid);
      if (seq % 1000 === 0) prune.run(seq - keptRows);
      return logRow({ seq, record });
    },
    remove(id) {
      remove.run(id);
    },
    list: (after, limit) => (list.all(after, limit) as unknown as StoredRow[]).map(logRow),
    find(id) {
      const row = find.get(id) as unknown as StoredRow | undefined;
      return row && logRow(row);
    },
  };
}

/** Opens the file. A write has reached the operating system when it returns, so that a kill loses none. */
export function openRowLogFile(path: string): RowLogFile {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  return {
    log: (name) => openLog(database, name),
    close: () => database.close(),
  };
}

/** A row as the API lists it: its record with the cursor in front. */
export function rowJson({ cursor, text }: LogRow): string {
  return `{"cursor":${JSON.stringify(cursor)},${text.slice(1)}`;
}
