import { DatabaseSync } from "node:sqlite";
import { child, parseJson } from "../../../core/json/json.ts";
import { batchWrites } from "../journal/write-batch.ts";

/** An event as a consumer gets it: of a replay, it is another one. */
export interface ConsumedEvent {
  /** EventBridge's id. */
  readonly id: string;
  readonly replay?: string;
}

/** What a consumer has done with an event. */
export interface Consumption {
  readonly state: "delivered" | "waiting" | "failed";
  readonly attempts: number;
  /** The last failure. */
  readonly reason?: string;
}

/** What consumers have done with events, in one SQLite file. */
export interface Consumptions {
  note(subscription: string, event: ConsumedEvent, consumption: Consumption): void;
  find(subscription: string, event: ConsumedEvent): Consumption | undefined;
  /** How many events have failed and wait for the next attempt. */
  retrying(subscription: string): number;
  close(): void;
}

/** So many are kept, the newest ones. */
const keptConsumptions = 200_000;

const consumptionSchema = `
  CREATE TABLE IF NOT EXISTS consumptions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, event TEXT NOT NULL, replay TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, reason TEXT, UNIQUE (subscription, event, replay)) STRICT;
  CREATE INDEX IF NOT EXISTS consumptions_waiting ON consumptions (subscription) WHERE state = 'waiting';
`;

/** The event in a message of a consumer's queue: what its rule has sent. */
export function consumedEvent(body: string): ConsumedEvent | undefined {
  const value = parseJson(body)?.value;
  const id = child(value, "id");
  const replay = child(value, "replay-name");
  if (typeof id !== "string") return undefined;
  return { id, ...(typeof replay === "string" && { replay }) };
}

/** Opens the file. */
export function openConsumptions(file: string): Consumptions {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${consumptionSchema}`);
  const batch = batchWrites(database);
  const write = database.prepare(
    `INSERT INTO consumptions (subscription, event, replay, state, attempts, reason) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state, attempts = excluded.attempts, reason = excluded.reason`,
  );
  const prune = database.prepare("DELETE FROM consumptions WHERE seq <= ?");
  const read = database.prepare(
    "SELECT * FROM consumptions WHERE subscription = ? AND event = ? AND replay = ?",
  );
  const count = database.prepare(
    "SELECT COUNT(*) AS many FROM consumptions WHERE subscription = ? AND state = 'waiting' AND attempts > 0",
  );
  return {
    note(subscription, { id, replay = "" }, { state, attempts, reason }) {
      batch.begin();
      const { lastInsertRowid } = write.run(subscription, id, replay, state, attempts, reason ?? null);
      const seq = Number(lastInsertRowid);
      if (seq % 1_000 === 0) prune.run(seq - keptConsumptions);
    },
    find(subscription, { id, replay = "" }) {
      const row = read.get(subscription, id, replay);
      if (!row) return undefined;
      const { state, attempts, reason } = row;
      return {
        state: state as Consumption["state"],
        attempts: Number(attempts),
        ...(reason !== null && { reason: String(reason) }),
      };
    },
    retrying: (subscription) => Number(count.get(subscription)?.many ?? 0),
    close() {
      batch.commit();
      database.close();
    },
  };
}
