import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { child, parseJson } from "../core/json.ts";
import type { Entry, Journal } from "./journal.ts";

/** What the watcher of the dead-letter queue needs. */
export interface DeadLettersOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Seconds for which messages that are shown stay hidden from other readers. */
  readonly holdSeconds: number;
  readonly journal: Journal;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** The dead-letter queue, mirrored so that looking at it changes nothing. */
export interface DeadLetters {
  list(after: number, limit: number): readonly Entry[];
  onLetter(listener: (entry: Entry) => void): void;
  /** Moves every dead letter back into the queue. @returns how many */
  redrive(): Promise<number>;
  close(): Promise<void>;
}

/** Starts reading the dead-letter queue. */
export function watchDeadLetters(options: DeadLettersOptions): DeadLetters {
  const { sqs, journal } = options;
  const held = new Map<string, Message>();
  const listeners: ((entry: Entry) => void)[] = [];
  const stopping = new AbortController();
  // What an earlier run saw is shown again when it is received again, and is gone if it is not there any more.
  for (const { text } of journal.list(0, Number.MAX_SAFE_INTEGER)) {
    journal.remove(String(child(parseJson(text)?.value, "id")));
  }

  function hold(message: Message): void {
    const { MessageId: id = "", Body = "", MessageAttributes = {}, Attributes = {} } = message;
    const known = held.has(id);
    held.set(id, message);
    if (known) return;
    const delivery = parseJson(Body)?.value;
    const said = (name: string): string | null => MessageAttributes[name]?.StringValue ?? null;
    const entry = journal.put(id, () => ({
      id,
      at: new Date(options.now()).toISOString(),
      sentAt: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString(),
      source: child(delivery, "source") ?? said("source"),
      deliveryId: child(delivery, "id") ?? null,
      code: said("code"),
      reason: said("reason"),
    }));
    for (const listener of listeners) listener(entry);
  }

  async function poll(): Promise<void> {
    const command = new ReceiveMessageCommand({
      QueueUrl: options.deadLetterQueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 20,
      VisibilityTimeout: options.holdSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    while (!stopping.signal.aborted) {
      try {
        const { Messages = [] } = await sqs.send(command, { abortSignal: stopping.signal });
        for (const message of Messages) hold(message);
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.onFailure(error);
        await sleep(1000);
      }
    }
  }

  /** Sent before it is deleted: a kill in between leaves two, and the ledger publishes one. */
  async function moveBack([id, { Body, ReceiptHandle }]: readonly [string, Message]): Promise<void> {
    const source = child(parseJson(Body ?? "")?.value, "source");
    const group = typeof source === "string" ? { MessageGroupId: source } : {};
    await sqs.send(new SendMessageCommand({ QueueUrl: options.queueUrl, MessageBody: Body, ...group }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: options.deadLetterQueueUrl, ReceiptHandle }));
    held.delete(id);
    journal.remove(id);
  }

  const loop = poll();
  return {
    list: (after, limit) => journal.list(after, limit),
    onLetter(listener) {
      listeners.push(listener);
    },
    async redrive() {
      const letters = [...held];
      for (const letter of letters) await moveBack(letter);
      return letters.length;
    },
    async close() {
      stopping.abort();
      await loop;
    },
  };
}
