import { isObject } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";
import type { Service } from "../store.ts";
import { type OutboxMessage, openOutbox } from "./outbox.ts";

/** Sends a message to the queue of this ARN. */
export type SendToQueue = (queueArn: string, body: string, messageGroupId?: string) => Promise<void>;

/** Messages that matched a rule and wait for their queue. They survive a restart. */
export interface Deliveries {
  /** Stores a message for a target; call it in the transaction that stores the event. */
  add(eventSeq: number, target: Input, body: string): void;
  /** Starts sending what was added. */
  wake(): void;
  /** Waits for the message under way. The others are sent after the next start. */
  close(): Promise<void>;
}

/** EventBridge's own default. */
const defaultRetries = 185;
const longestPauseMs = 60_000;

function structureMember(settings: Input, structure: string, name: string): string | number | undefined {
  const inner = settings[structure];
  const value = isObject(inner) ? inner[name] : undefined;
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** Sends a message to its target, or after too many attempts its event to the target's dead-letter queue, if it has one. */
async function sendToTarget(message: OutboxMessage, send: SendToQueue): Promise<void> {
  const { target, body, attempts, envelope } = message;
  const allowed = structureMember(target, "RetryPolicy", "MaximumRetryAttempts") ?? defaultRetries;
  if (attempts > Number(allowed)) {
    const queue = structureMember(target, "DeadLetterConfig", "Arn");
    const event = typeof queue === "string" ? envelope() : undefined;
    if (typeof queue === "string" && event !== undefined) await send(queue, event);
    return;
  }
  const group = structureMember(target, "SqsParameters", "MessageGroupId");
  await send(String(target.Arn), body, typeof group === "string" ? group : undefined);
}

/** Opens the deliveries in the service's database. */
export function openDeliveries({ database }: Service, send: SendToQueue): Deliveries {
  const outbox = openOutbox(database);
  const timers = new Set<NodeJS.Timeout>();
  const claimed = new Set<number>();
  let tail = Promise.resolve();
  let closed = false;

  function retryLater(number: number, attempts: number): void {
    outbox.setAttempts(number, attempts);
    const pauseMs = Math.min(longestPauseMs, 500 * 2 ** Math.min(attempts, 8));
    const timer = setTimeout(() => {
      timers.delete(timer);
      enqueue(number);
    }, pauseMs);
    timers.add(timer.unref());
  }

  async function attempt(number: number): Promise<void> {
    const message = closed ? undefined : outbox.find(number);
    if (!message) return;
    try {
      await sendToTarget(message, send);
      outbox.remove(number);
      claimed.delete(number);
    } catch (error) {
      process.emitWarning(`EventBridge target ${String(message.target.Arn)} failed: ${String(error)}`);
      retryLater(number, message.attempts + 1);
    }
  }

  // One at a time, so that a queue gets its messages in the order of the events.
  function enqueue(number: number): void {
    tail = tail.then(() => attempt(number));
  }

  return {
    add: outbox.add,
    wake() {
      for (const number of outbox.numbers()) {
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
