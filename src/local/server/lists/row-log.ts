import { DatabaseSync } from "node:sqlite";
import { type Json, parseJson } from "../../../core/json/json.ts";

/** A row of a list: its place in it and the record as JSON text. */
export interface Entry {
  readonly cursor: string;
  readonly text: string;
}

/** A list on disk that grows at its end. Records with an id are replaced in place when they are written again. */
export interface Journal {
  /** Writes a record, or `change`s the one with this id. @returns the record as it stands now */
  put(id: string, change: (before: Json | undefined) => Json): Entry;
  remove(id: string): void;
  /** At most `limit` records after the cursor, the newest last. */
  list(after: number, limit: number): readonly Entry[];
  find(id: string): Entry | undefined;
}

/** Journals in one SQLite file. */
export interface JournalFile {
  journal(name: "deliveries" | "events" | "dead_letters"): Journal;
  close(): void;
}

/** Records beyond these are forgotten, the oldest first. */
const kept = 20_000;

interface Row {
  readonly seq: number;
  readonly record: string;
}

function openJournal(database: DatabaseSync, table: string): Journal {
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL)`,
  );
  const find = database.prepare(`SELECT seq, record FROM ${table} WHERE id = ?`);
  const insert = database.prepare(`INSERT INTO ${table} (id, record) VALUES (?, ?)`);
  const update = database.prepare(`UPDATE ${table} SET record = ? WHERE id = ?`);
  const remove = database.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const list = database.prepare(`SELECT seq, record FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ?`);
  const forget = database.prepare(`DELETE FROM ${table} WHERE seq <= ?`);
  const entry = ({ seq, record }: Row): Entry => ({ cursor: String(seq), text: record });

  return {
    put(id, change) {
      const before = find.get(id) as unknown as Row | undefined;
      const record = JSON.stringify(change(before && parseJson(before.record)?.value));
      if (before) {
        update.run(record, id);
        return entry({ seq: before.seq, record });
      }
      const seq = Number(insert.run(id, record).lastInsertRowid);
      if (seq % 1000 === 0) forget.run(seq - kept);
      return entry({ seq, record });
    },
    remove(id) {
      remove.run(id);
    },
    list: (after, limit) => (list.all(after, limit) as unknown as Row[]).map(entry),
    find(id) {
      const row = find.get(id) as unknown as Row | undefined;
      return row && entry(row);
    },
  };
}

/** Opens the file. Every write is on its way to the disk when it returns, so that a kill loses none. */
export function openJournalFile(path: string): JournalFile {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  return {
    journal: (name) => openJournal(database, name),
    close: () => database.close(),
  };
}
