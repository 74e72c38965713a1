import type { DatabaseSync } from "node:sqlite";
import { parseJson } from "../../../../core/json/json.ts";
import { isObject } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";

/** A message for a target that has not been sent yet. */
export interface OutboxMessage {
  readonly target: Input;
  readonly body: string;
  readonly attempts: number;
  /** Reads the event's envelope, for the target's dead-letter queue. */
  readonly envelope: () => string | undefined;
}

/** The messages that wait for their queue, by number, in the order of their events. */
export interface Outbox {
  add(eventSeq: number, target: Input, body: string): void;
  numbers(): readonly number[];
  find(number: number): OutboxMessage | undefined;
  setAttempts(number: number, attempts: number): void;
  remove(number: number): void;
}

/** The outbox in a database. */
export const openOutbox = (database: DatabaseSync): Outbox => ({
  add(eventSeq, target, body) {
    const statement = database.prepare("INSERT INTO deliveries (event, target, body) VALUES (?, ?, ?)");
    statement.run(eventSeq, JSON.stringify(target), body);
  },
  numbers: () =>
    database
      .prepare("SELECT number FROM deliveries ORDER BY number")
      .all()
      .map(({ number }) => Number(number)),
  find(number) {
    const row = database.prepare("SELECT * FROM deliveries WHERE number = ?").get(number);
    const target = row && parseJson(String(row.target))?.value;
    if (!row || !isObject(target)) return undefined;
    return {
      target,
      body: String(row.body),
      attempts: Number(row.attempts),
      envelope() {
        const event = database.prepare("SELECT envelope FROM events WHERE seq = ?").get(Number(row.event));
        return event && String(event.envelope);
      },
    };
  },
  setAttempts(number, attempts) {
    database.prepare("UPDATE deliveries SET attempts = ? WHERE number = ?").run(attempts, number);
  },
  remove(number) {
    database.prepare("DELETE FROM deliveries WHERE number = ?").run(number);
  },
});
