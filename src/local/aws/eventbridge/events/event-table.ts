import type { DatabaseSync } from "node:sqlite";

/** An event that was put on a bus. */
export interface BusEvent {
  /** Grows with every event, also with replayed ones. */
  readonly seq: number;
  readonly bus: string;
  readonly id: string;
  /** The JSON text that targets get, byte for byte. */
  readonly envelope: string;
  /** When it was put or replayed, in milliseconds. */
  readonly received: number;
  /** The replay that sent it; null for an event that was put. */
  readonly replay: string | null;
}

/** Selects events: those after a `seq`, at most `limit`, of one bus or of all. */
export interface EventQuery {
  readonly after: number;
  readonly limit: number;
  readonly bus?: string;
}

/** The stored events. */
export interface EventTable {
  append(event: Omit<BusEvent, "seq">): BusEvent;
  list(query: EventQuery): readonly BusEvent[];
  /** The event of this id as it was first put. */
  find(id: string): BusEvent | undefined;
  at(seq: number): BusEvent | undefined;
  /** The place of the newest event; 0 without any. */
  last(): number;
}

/** An event of the table. */
export const storedEvent = (row: Readonly<Record<string, unknown>>): BusEvent => ({
  seq: Number(row.seq),
  bus: String(row.bus),
  id: String(row.id),
  envelope: String(row.envelope),
  received: Number(row.received),
  replay: row.replay === null ? null : String(row.replay),
});

const storedOrNone = (row: Readonly<Record<string, unknown>> | undefined): BusEvent | undefined =>
  row && storedEvent(row);

/** The events in a database. */
export function eventTable(database: DatabaseSync): EventTable {
  const insert = database.prepare(
    "INSERT INTO events (bus, id, replay, received, envelope) VALUES (?, ?, ?, ?, ?)",
  );
  const behind = database.prepare(
    "SELECT * FROM events WHERE seq > ? AND (? IS NULL OR bus = ?) ORDER BY seq LIMIT ?",
  );
  const firstOfId = database.prepare("SELECT * FROM events WHERE id = ? ORDER BY seq LIMIT 1");
  const bySeq = database.prepare("SELECT * FROM events WHERE seq = ?");
  const newest = database.prepare("SELECT MAX(seq) AS seq FROM events");
  return {
    append(event) {
      const { lastInsertRowid } = insert.run(
        event.bus,
        event.id,
        event.replay,
        event.received,
        event.envelope,
      );
      return { seq: Number(lastInsertRowid), ...event };
    },
    list: ({ after, limit, bus }) => behind.all(after, bus ?? null, bus ?? null, limit).map(storedEvent),
    find: (id) => storedOrNone(firstOfId.get(id)),
    at: (seq) => storedOrNone(bySeq.get(seq)),
    last: () => Number(newest.get()?.seq ?? 0),
  };
}
