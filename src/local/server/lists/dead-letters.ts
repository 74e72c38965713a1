import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { child, parseJson } from "../../../core/json/json.ts";
import type { QueuePair } from "../workspace/provision.ts";
import type { Entry, Journal } from "./row-log.ts";

/** What the watcher of the dead-letter queue needs. */
export interface DeadLettersOptions {
  readonly sqs: SQSClient;
  readonly pairs: readonly QueuePair[];
  /** Seconds for which messages that are shown stay hidden from other readers. */
  readonly holdSeconds: number;
  readonly journal: Journal;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** The dead-letter queues, mirrored so that looking at them changes nothing. A FIFO queue shows the first letter of each group. */
export interface DeadLetters {
  list(after: number, limit: number): readonly Entry[];
  onLetter(listener: (entry: Entry) => void): void;
  /** Moves every dead letter back into its queue. @returns how many */
  redrive(): Promise<number>;
  close(): Promise<void>;
}

const isFifo = ({ queue }: QueuePair): boolean => queue.url.endsWith(".fifo");

/** A dead letter that is shown, and where it is from. */
interface Letter {
  readonly message: Message;
  readonly pair: QueuePair;
}

/** Starts reading the dead-letter queues. */
export function watchDeadLetters(options: DeadLettersOptions): DeadLetters {
  const { sqs, journal } = options;
  const held = new Map<string, Letter>();
  const listeners: ((entry: Entry) => void)[] = [];
  const stopping = new AbortController();
  // What an earlier run saw is shown again when it is received again, and is gone if it is not there any more.
  for (const { text } of journal.list(0, Number.MAX_SAFE_INTEGER)) {
    journal.remove(String(child(parseJson(text)?.value, "id")));
  }

  function hold(message: Message, pair: QueuePair): void {
    const { MessageId: id = "", Body = "", MessageAttributes = {}, Attributes = {} } = message;
    const known = held.has(id);
    held.set(id, { message, pair });
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

  async function receive(pair: QueuePair, WaitTimeSeconds: number): Promise<void> {
    const command = new ReceiveMessageCommand({
      QueueUrl: pair.deadLetterQueue.url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds,
      VisibilityTimeout: options.holdSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    const { Messages = [] } = await sqs.send(command, { abortSignal: stopping.signal });
    for (const message of Messages) hold(message, pair);
  }

  async function poll(pair: QueuePair): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await receive(pair, 20);
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.onFailure(error);
        await sleep(1000);
      }
    }
  }

  /** Letters of a queue, those included that are hidden behind the first of their group. */
  async function count({ deadLetterQueue }: QueuePair): Promise<number> {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: deadLetterQueue.url,
        AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
      }),
    );
    return Object.values(Attributes).reduce((sum, number) => sum + Number(number), 0);
  }

  /** Sent before it is deleted: a kill in between leaves two, and the ledger publishes one. */
  async function moveBack([id, { message, pair }]: readonly [string, Letter]): Promise<void> {
    const { Body, ReceiptHandle, Attributes } = message;
    const source = child(parseJson(Body ?? "")?.value, "source");
    const fair = typeof source === "string" ? { MessageGroupId: source } : {};
    const { MessageGroupId } = Attributes ?? {};
    const group = isFifo(pair) ? { MessageGroupId, MessageDeduplicationId: id } : fair;
    await sqs.send(new SendMessageCommand({ QueueUrl: pair.queue.url, MessageBody: Body, ...group }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: pair.deadLetterQueue.url, ReceiptHandle }));
    held.delete(id);
    journal.remove(id);
  }

  /** Moving the first letter of a group shows the next. No more are moved than there were: what fails anew waits for the next redrive. */
  async function redrive(pair: QueuePair): Promise<number> {
    const own = (): readonly (readonly [string, Letter])[] =>
      [...held].filter(([, letter]) => letter.pair === pair);
    const most = isFifo(pair) ? await count(pair) : own().length;
    let moved = 0;
    for (let letters = own(); letters.length > 0 && moved < most; letters = own()) {
      for (const letter of letters.slice(0, most - moved)) {
        await moveBack(letter);
        moved++;
      }
      // The watcher may be the one who gets it: a second is enough for its answer.
      if (moved < most) await receive(pair, 1);
    }
    return moved;
  }

  const loops = options.pairs.map(poll);
  return {
    list: (after, limit) => journal.list(after, limit),
    onLetter(listener) {
      listeners.push(listener);
    },
    async redrive() {
      let moved = 0;
      for (const pair of options.pairs) moved += await redrive(pair);
      return moved;
    },
    async close() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
