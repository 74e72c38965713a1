import { existsSync, renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Version of the tables below. A file of another version than the one before is put aside. */
const schemaVersion = 3;

/** What makes the tables of the version before those of this one. */
const fromVersionBefore = "ALTER TABLE requests ADD COLUMN ended INTEGER";

const journalSchema = `
  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, source TEXT NOT NULL, provider TEXT,
    outcome TEXT NOT NULL, status INTEGER, ms INTEGER, bytes INTEGER, handshake TEXT, code TEXT, reason TEXT, detail TEXT, remedy TEXT,
    type TEXT, entity TEXT, action TEXT, subject TEXT, published INTEGER, duplicates INTEGER, dropped INTEGER,
    secretIndex INTEGER, scheme INTEGER, base TEXT, ended INTEGER) STRICT;
  CREATE INDEX requests_at ON requests (at);
  CREATE INDEX requests_source ON requests (source, seq);
  CREATE INDEX requests_outcome ON requests (outcome, seq);
  CREATE INDEX requests_reason ON requests (reason, seq);
  CREATE INDEX requests_type ON requests (type, seq);
  CREATE TABLE steps (request TEXT NOT NULL, step TEXT NOT NULL, at INTEGER NOT NULL, detail TEXT) STRICT;
  CREATE INDEX steps_request ON steps (request);
  CREATE TRIGGER requests_pruned AFTER DELETE ON requests BEGIN DELETE FROM steps WHERE request = old.id; END;
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL UNIQUE, id TEXT NOT NULL, at INTEGER NOT NULL, bus TEXT NOT NULL,
    type TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, eventId TEXT NOT NULL, delivery TEXT NOT NULL,
    entity TEXT, action TEXT, subject TEXT, time INTEGER, replay TEXT, envelope TEXT) STRICT;
  CREATE INDEX events_id ON events (id);
  CREATE INDEX events_event_id ON events (eventId);
  CREATE INDEX events_delivery ON events (delivery);
  CREATE INDEX events_source ON events (source, seq);
  CREATE INDEX events_type ON events (type, seq);
  CREATE INDEX events_at ON events (at);
  CREATE INDEX events_time ON events (bus, time);
  CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, ref TEXT NOT NULL) STRICT;
`;

/** The open file, and where an older one that can't be read on was put. */
export interface JournalFile {
  readonly database: DatabaseSync;
  readonly keptAside?: string;
}

type FileState = "new" | "current" | "before" | "other";

/** What is in the file. An older version has tables, but not the number. */
function stateOfFile(database: DatabaseSync): FileState {
  const { user_version: version } = database.prepare("PRAGMA user_version").get() ?? {};
  if (version === schemaVersion) return "current";
  if (version === schemaVersion - 1) return "before";
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  return version === 0 && isEmpty ? "new" : "other";
}

/** True where all pages can be read. A damaged one would else be met in the middle of the work, at each start again. */
const isWhole = (database: DatabaseSync): boolean =>
  database.prepare("PRAGMA quick_check(1)").get()?.quick_check === "ok";

/** Opens the file as it is; undefined where it is of another version, or no database. */
function tryOpen(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path);
  try {
    const found = stateOfFile(database);
    if (found === "new" || (found !== "other" && isWhole(database))) {
      // A transaction has reached the operating system when it ends, so that a kill loses none.
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      const change = { new: journalSchema, before: `${fromVersionBefore};`, current: undefined }[found];
      if (change !== undefined)
        database.exec(`BEGIN; ${change} PRAGMA user_version = ${schemaVersion}; COMMIT`);
      return database;
    }
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "ERR_SQLITE_ERROR") throw error;
  }
  database.close();
  return undefined;
}

function unusedName(path: string): string {
  for (let number = 1; ; number++) {
    const name = `${path}.old-${number}`;
    if (!existsSync(name)) return name;
  }
}

/** Opens the journal. A file of another version, or one that is damaged, is put aside, and a new one is begun. */
export function openJournalFile(path: string): JournalFile {
  const database = tryOpen(path);
  if (database) return { database };
  const keptAside = unusedName(path);
  for (const ending of ["", "-wal", "-shm"])
    if (existsSync(`${path}${ending}`)) renameSync(`${path}${ending}`, `${keptAside}${ending}`);
  const fresh = tryOpen(path);
  if (!fresh) throw new Error(`A new journal can't be written at ${path}.`);
  return { database: fresh, keptAside };
}
