import { parseJson } from "../../../../core/json/json.ts";
import { isObject } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";
import type { Service } from "../store.ts";

/** Sends a message to the queue of this ARN. */
export type SendToQueue = (queueArn: string, body: string, messageGroupId?: string) => Promise<void>;

/** Messages that matched a rule and wait for their queue; they outlive the process. */
export interface Deliveries {
  /** Keeps a message for a target; call it in the transaction that stores the event. */
  add(eventSeq: number, target: Input, body: string): void;
  /** Starts sending what was added. */
  wake(): void;
  /** Waits for the message under way; what could not be sent is sent when the file is opened again. */
  close(): Promise<void>;
}

const defaultRetries = 185;
const longestPauseMs = 60_000;

function member(settings: Input, structure: string, name: string): string | number | undefined {
  const inner = settings[structure];
  const value = isObject(inner) ? inner[name] : undefined;
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** Opens the outbox in the service's database. */
export function openDeliveries({ database }: Service, send: SendToQueue): Deliveries {
  const timers = new Set<NodeJS.Timeout>();
  const claimed = new Set<number>();
  let tail = Promise.resolve();
  let closed = false;

  function forget(number: number): void {
    database.prepare("DELETE FROM deliveries WHERE number = ?").run(number);
    claimed.delete(number);
  }

  async function deadLetter(target: Input, eventSeq: number): Promise<void> {
    const queue = member(target, "DeadLetterConfig", "Arn");
    const event = database.prepare("SELECT envelope FROM events WHERE seq = ?").get(eventSeq);
    if (typeof queue === "string" && event) await send(queue, String(event.envelope));
  }

  function retryLater(number: number, attempts: number): void {
    database.prepare("UPDATE deliveries SET attempts = ? WHERE number = ?").run(attempts, number);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        enqueue(number);
      },
      Math.min(longestPauseMs, 500 * 2 ** Math.min(attempts, 8)),
    );
    timers.add(timer.unref());
  }

  async function attempt(number: number): Promise<void> {
    if (closed) return;
    const row = database.prepare("SELECT * FROM deliveries WHERE number = ?").get(number);
    const target = row && parseJson(String(row.target))?.value;
    if (!row || !isObject(target)) return;
    const attempts = Number(row.attempts);
    const group = member(target, "SqsParameters", "MessageGroupId");
    const allowed = member(target, "RetryPolicy", "MaximumRetryAttempts") ?? defaultRetries;
    try {
      if (attempts > Number(allowed)) await deadLetter(target, Number(row.event));
      else await send(String(target.Arn), String(row.body), typeof group === "string" ? group : undefined);
      forget(number);
    } catch (error) {
      process.emitWarning(`EventBridge target ${String(target.Arn)} failed: ${String(error)}`);
      retryLater(number, attempts + 1);
    }
  }

  // One after the other: a queue gets its messages in the order of the events.
  function enqueue(number: number): void {
    tail = tail.then(() => attempt(number));
  }

  return {
    add(eventSeq, target, body) {
      const statement = database.prepare("INSERT INTO deliveries (event, target, body) VALUES (?, ?, ?)");
      statement.run(eventSeq, JSON.stringify(target), body);
    },
    wake() {
      for (const row of database.prepare("SELECT number FROM deliveries ORDER BY number").all()) {
        const number = Number(row.number);
        if (claimed.has(number)) continue;
        claimed.add(number);
        enqueue(number);
      }
    },
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await tail;
    },
  };
}
