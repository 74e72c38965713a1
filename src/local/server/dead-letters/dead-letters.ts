import { setTimeout as sleep } from "node:timers/promises";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { LogRow, RowLog } from "../lists/row-log.ts";
import type { QueuePair } from "../workspace/provision.ts";
import { type HeldLetters, holdLetters } from "./held-letters.ts";
import { countLetters, isFifo, moveBack, receiveLetters } from "./letter-queue.ts";

/** What the watcher of the dead-letter queues needs. */
export interface DeadLettersOptions {
  readonly sqs: SQSClient;
  readonly pairs: readonly QueuePair[];
  /** Visibility timeout, in seconds, of the letters that are shown. */
  readonly holdSeconds: number;
  readonly log: RowLog;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** The dead-letter queues, mirrored in a log so that listing them changes nothing. A FIFO queue shows the first letter of each group. */
export interface DeadLetters {
  list(after: number, limit: number): readonly LogRow[];
  onLetter(listener: (row: LogRow) => void): void;
  /** Moves every dead letter back into its queue. @returns how many */
  redrive(): Promise<number>;
  close(): Promise<void>;
}

type Receive = (pair: QueuePair, waitSeconds: number) => Promise<void>;

/** Polls a queue until `signal` aborts. */
async function poll(
  pair: QueuePair,
  receive: Receive,
  signal: AbortSignal,
  onFailure: DeadLettersOptions["onFailure"],
): Promise<void> {
  while (!signal.aborted) {
    try {
      await receive(pair, 20);
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
      await sleep(1000);
    }
  }
}

/**
 * Moves the letters of one queue. In a FIFO queue, moving the first of a group makes the next visible. It moves no more than there were
 * at the start: a letter that fails again waits for the next redrive.
 */
async function redrivePair(
  pair: QueuePair,
  held: HeldLetters,
  receive: Receive,
  sqs: SQSClient,
): Promise<number> {
  const most = isFifo(pair) ? await countLetters(sqs, pair) : held.of(pair).length;
  let moved = 0;
  for (let letters = held.of(pair); letters.length > 0 && moved < most; letters = held.of(pair)) {
    for (const [id, letter] of letters.slice(0, most - moved)) {
      await moveBack(sqs, id, letter);
      held.remove(id);
      moved++;
    }
    // The watcher may receive the next letter instead; a second is enough for its answer to arrive.
    if (moved < most) await receive(pair, 1);
  }
  return moved;
}

/** Starts watching the dead-letter queues. */
export function watchDeadLetters(options: DeadLettersOptions): DeadLetters {
  const { sqs, log, pairs, holdSeconds } = options;
  const held = holdLetters(log, options.now);
  const listeners: ((row: LogRow) => void)[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;

  async function receive(pair: QueuePair, waitSeconds: number): Promise<void> {
    for (const letter of await receiveLetters(sqs, pair, { waitSeconds, holdSeconds, signal })) {
      const row = held.add(letter);
      if (row) for (const listener of listeners) listener(row);
    }
  }

  const loops = pairs.map((pair) => poll(pair, receive, signal, options.onFailure));
  return {
    list: (after, limit) => log.list(after, limit),
    onLetter(listener) {
      listeners.push(listener);
    },
    async redrive() {
      let moved = 0;
      for (const pair of pairs) moved += await redrivePair(pair, held, receive, sqs);
      return moved;
    },
    async close() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
