import type { DatabaseSync } from "node:sqlite";
import type { WriteBatch } from "./write-batch.ts";

/** What has changed: a row that is new, or that says more than before. */
export interface JournalChange {
  /** Grows with every change, over restarts too. */
  readonly seq: number;
  readonly kind: "request" | "event" | "dead-letter" | "consumed";
  /** Id of the request or dead letter, the event's place in the journal, or the number of what a consumer did. */
  readonly ref: string;
}

/** The changes of the journal, in order, for readers that come back. */
export interface ChangeLog {
  append(kind: JournalChange["kind"], ref: string): void;
  /** Changes behind `seq`, the oldest first. */
  after(seq: number, limit: number): readonly JournalChange[];
  /** The first change that is kept, and the last one that was made; 0 without any. */
  bounds(): { readonly first: number; readonly last: number };
  /** Calls the listener after each change. @returns how to stop */
  listen(listener: () => void): () => void;
}

/** So many changes are kept for readers that come back or are slow. */
const keptChanges = 50_000;

/** The table of changes. @param kept how many stay at least */
export function openChangeLog(database: DatabaseSync, batch: WriteBatch, kept = keptChanges): ChangeLog {
  const insert = database.prepare("INSERT INTO changes (kind, ref) VALUES (?, ?)");
  const prune = database.prepare("DELETE FROM changes WHERE seq <= ?");
  const after = database.prepare("SELECT seq, kind, ref FROM changes WHERE seq > ? ORDER BY seq LIMIT ?");
  const first = database.prepare("SELECT MIN(seq) AS seq FROM changes");
  const last = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'changes'");
  const listeners = new Set<() => void>();
  return {
    append(kind, ref) {
      batch.begin();
      const seq = Number(insert.run(kind, ref).lastInsertRowid);
      if (seq % Math.ceil(kept / 50) === 0) prune.run(seq - kept);
      for (const listener of listeners) listener();
    },
    after: (from, limit) =>
      after.all(from, limit).map(({ seq, kind, ref }) => ({
        seq: Number(seq),
        kind: kind as JournalChange["kind"],
        ref: String(ref),
      })),
    bounds: () => ({ first: Number(first.get()?.seq ?? 0), last: Number(last.get()?.seq ?? 0) }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
