import type { DatabaseSync } from "node:sqlite";

/** An event that was put on a bus. */
export interface BusEvent {
  /** Grows with every event, also with replayed ones. */
  readonly seq: number;
  readonly bus: string;
  readonly id: string;
  /** The JSON text that targets get, byte for byte. */
  readonly envelope: string;
}

/** Selects events: those after a `seq`, at most `limit`, of one bus or of all. */
export interface EventQuery {
  readonly after: number;
  readonly limit: number;
  readonly bus?: string;
}

/** When an event was received, and the replay that sent it; null for an event that was put. */
export interface Receipt {
  readonly received: Date;
  readonly replay: string | null;
}

/** The stored events. */
export interface EventTable {
  append(event: Omit<BusEvent, "seq">, receipt: Receipt): BusEvent;
  list(query: EventQuery): readonly BusEvent[];
  /** The event of this id as it was first put. */
  find(id: string): BusEvent | undefined;
}

function storedEvent(row: ReturnType<ReturnType<DatabaseSync["prepare"]>["get"]>): BusEvent | undefined {
  if (!row) return undefined;
  return { seq: Number(row.seq), bus: String(row.bus), id: String(row.id), envelope: String(row.envelope) };
}

/** The events in a database. */
export const eventTable = (database: DatabaseSync): EventTable => ({
  append(event, { received, replay }) {
    const columns = "(bus, id, replay, received, envelope)";
    const { lastInsertRowid } = database
      .prepare(`INSERT INTO events ${columns} VALUES (?, ?, ?, ?, ?)`)
      .run(event.bus, event.id, replay, received.getTime(), event.envelope);
    return { seq: Number(lastInsertRowid), ...event };
  },
  list({ after, limit, bus }) {
    const statement = database.prepare(
      "SELECT * FROM events WHERE seq > ? AND (? IS NULL OR bus = ?) ORDER BY seq LIMIT ?",
    );
    return statement.all(after, bus ?? null, bus ?? null, limit).flatMap((row) => storedEvent(row) ?? []);
  },
  find(id) {
    return storedEvent(database.prepare("SELECT * FROM events WHERE id = ? ORDER BY seq LIMIT 1").get(id));
  },
});
