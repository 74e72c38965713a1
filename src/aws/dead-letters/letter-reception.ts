import type { SQSClient } from "@aws-sdk/client-sqs";
import { type DeadLetter, isFifoQueue, type LetterQueue } from "./letter.ts";
import { pollLetters } from "./letter-calls.ts";

/** With more letters than this in a standard queue, several calls receive at the same time. */
const manyLetters = 200;

const lanesForMany = 4;

/** How to receive the letters of a queue, one batch after another. */
export interface Reception {
  readonly sqs: SQSClient;
  readonly queue: LetterQueue;
  /** What SQS counts in the queue. */
  readonly counted: number;
  /** How long what was received stays hidden. */
  readonly holdSeconds: number;
  /** How many letters the next call may receive, once it may; 0 ends the reception. */
  readonly room: () => number | Promise<number>;
  /** Gets what a call has received: fewer than it might, or none, where the queue has no more at hand. */
  readonly take: (letters: readonly DeadLetter[], most: number) => void | Promise<void>;
}

/** @returns true when the queue gave nothing more, false when `room` ended it */
async function lane(reception: Reception, received: { count: number }): Promise<boolean> {
  const { sqs, queue, counted, holdSeconds, room, take } = reception;
  let empty = 0;
  while (empty < 2) {
    const most = Math.min(10, Math.floor(await room()));
    if (most < 1) return false;
    const letters = await pollLetters(sqs, queue, { holdSeconds, waitSeconds: 1, most });
    received.count += letters.length;
    await take(letters, most);
    // One empty answer does not say that nothing is left, unless all have come that SQS counts.
    empty = letters.length > 0 ? 0 : empty + (received.count >= counted ? 2 : 1);
  }
  return true;
}

/**
 * Receives letters until the queue gives nothing more. SQS gives them in no order; a FIFO queue gives the first ones of each group, and the
 * next ones when these are gone.
 * @returns false where `room` ended it before
 */
export async function receiveLettersOf(reception: Reception): Promise<boolean> {
  const { queue, counted } = reception;
  const lanes = counted > manyLetters && !isFifoQueue(queue) ? lanesForMany : 1;
  const received = { count: 0 };
  // All lanes end before a failure is thrown, so that who releases the letters knows all of them.
  const ends = await Promise.allSettled(Array.from({ length: lanes }, () => lane(reception, received)));
  const complete = ends.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
  return complete.every(Boolean);
}
