import type { DatabaseSync } from "node:sqlite";
import { parseJson } from "../../../../core/json/json.ts";
import { isObject } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";
import { transaction } from "../store.ts";

/** What a rule sends to a target. */
export interface MessageForTarget {
  readonly eventSeq: number;
  readonly ruleArn: string;
  readonly target: Input;
  readonly body: string;
}

/** The last failure of a message. */
export interface LastFailure {
  readonly code: string;
  readonly message: string;
  /** True when the message goes to the dead-letter queue and no more to its target. */
  readonly dead: boolean;
  /** The setting by which EventBridge gave up; undefined when no retry could have succeeded. */
  readonly exhausted?: "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";
}

/** A message for a target that has not been sent yet. */
export interface OutboxMessage {
  readonly ruleArn: string;
  readonly target: Input;
  readonly body: string;
  /** How often the target was tried. */
  readonly attempts: number;
  readonly failure: LastFailure | undefined;
  readonly event: {
    readonly id: string;
    readonly bus: string;
    readonly replay: string | null;
    readonly envelope: string;
    /** When it was received, in milliseconds. */
    readonly received: number;
  };
}

/** The messages that wait for their queue, by number, in the order of their events. */
export interface Outbox {
  add(message: MessageForTarget): void;
  /** Those behind a number. */
  numbers(after: number): readonly number[];
  find(number: number): OutboxMessage | undefined;
  /** Keeps how often the target was tried, and why that failed last. */
  recordFailure(number: number, attempts: number, failure: LastFailure): void;
  /** Takes messages out, and keeps what became of them: in one transaction, because each waits for the disk. */
  end(ends: readonly DeliveryEnd[]): void;
}

/** What became of a message for a target. */
export interface DeliveryEnd {
  /** Of the message. */
  readonly number: number;
  readonly state: "delivered" | "failed";
  readonly attempts: number;
  /** Why the target did not get it. */
  readonly reason?: string;
  /** When, in milliseconds. */
  readonly at: number;
}

/** Ends are kept of this many messages, the newest ones. */
const keptEnds = 200_000;

/** The failure that `recordFailure` has written. */
function readFailure(text: unknown): LastFailure | undefined {
  const value = typeof text === "string" ? parseJson(text)?.value : undefined;
  if (!isObject(value)) return undefined;
  const { code, message, dead, exhausted } = value;
  return {
    code: String(code),
    message: String(message),
    dead: dead === true,
    ...((exhausted === "MaximumRetryAttempts" || exhausted === "MaximumEventAgeInSeconds") && { exhausted }),
  };
}

/** The outbox in a database. */
export function openOutbox(database: DatabaseSync): Outbox {
  const insert = database.prepare("INSERT INTO deliveries (event, rule, target, body) VALUES (?, ?, ?, ?)");
  const behind = database.prepare("SELECT number FROM deliveries WHERE number > ? ORDER BY number");
  const withEvent = database.prepare(
    `SELECT deliveries.*, id, bus, replay, envelope, received FROM deliveries JOIN events ON seq = event
     WHERE number = ?`,
  );
  const fail = database.prepare("UPDATE deliveries SET attempts = ?, failure = ? WHERE number = ?");
  const keepEnd = database.prepare(
    `INSERT OR REPLACE INTO delivery_ends SELECT number, event, rule, coalesce(json_extract(target, '$.Id'), ''), ?, ?, ?, ?
     FROM deliveries WHERE number = ?`,
  );
  const remove = database.prepare("DELETE FROM deliveries WHERE number = ?");
  const prune = database.prepare("DELETE FROM delivery_ends WHERE number <= ?");
  return {
    add({ eventSeq, ruleArn, target, body }) {
      insert.run(eventSeq, ruleArn, JSON.stringify(target), body);
    },
    numbers: (after) => behind.all(after).map(({ number }) => Number(number)),
    find(number) {
      const row = withEvent.get(number);
      const target = row && parseJson(String(row.target))?.value;
      if (!row || !isObject(target)) return undefined;
      return {
        ruleArn: String(row.rule),
        target,
        body: String(row.body),
        attempts: Number(row.attempts),
        failure: readFailure(row.failure),
        event: {
          id: String(row.id),
          bus: String(row.bus),
          replay: row.replay === null ? null : String(row.replay),
          envelope: String(row.envelope),
          received: Number(row.received),
        },
      };
    },
    recordFailure(number, attempts, failure) {
      fail.run(attempts, JSON.stringify(failure), number);
    },
    end(ends) {
      transaction(database, () => {
        for (const { number, state, attempts, reason, at } of ends) {
          keepEnd.run(state, attempts, reason ?? null, at, number);
          remove.run(number);
          if (number % 1_000 === 0) prune.run(number - keptEnds);
        }
      });
    },
  };
}
