import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Clock } from "../../core/clock.ts";
import type { DeadLetter, LetterQueue } from "./letter.ts";
import { hideLetters, queueDepth } from "./letter-calls.ts";
import { receiveLettersOf } from "./letter-reception.ts";

/** Seconds for which a look hides what it has received: longer than a look takes, so that it sees nothing twice. */
const lookSeconds = 60;

/** Time after which a look receives nothing more. */
const longestLookMs = 25_000;

/** How to look through a dead-letter queue. */
export interface LookOptions {
  readonly sqs: SQSClient;
  readonly now: Clock;
  /** Letters that are received at most. */
  readonly most: number;
  /** Gets each letter once. True ends the look. */
  readonly visit: (letter: DeadLetter) => boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How much of a queue was seen. */
export interface LookEnd {
  readonly seen: number;
  /** What SQS counted when the look began: about right, and late by up to a minute. */
  readonly counted: number;
  /** How many of these somebody else had received: nobody sees them before their visibility timeout is over. */
  readonly hiddenByOthers: number;
  /** False where the look ended before the queue gave nothing more. */
  readonly complete: boolean;
}

/**
 * Looks at the letters of a queue. SQS has no way to look: they are received, are hidden meanwhile, and are shown again at the end. That
 * changes nothing but their number of receives.
 */
export async function lookThrough(queue: LetterQueue, options: LookOptions): Promise<LookEnd> {
  const { sqs, now, most, visit, signal } = options;
  const { visible, hidden } = await queueDepth(sqs, queue.deadLetterUrl);
  const counted = visible + hidden;
  const held = new Map<string, DeadLetter>();
  const until = now() + longestLookMs;
  let found = false;
  try {
    const complete = await receiveLettersOf({
      sqs,
      queue,
      counted: visible,
      holdSeconds: lookSeconds,
      room: () => (found || signal?.aborted || now() > until ? 0 : most - held.size),
      take(letters) {
        for (const { message } of letters) {
          const { MessageId = "" } = message;
          const known = held.has(MessageId);
          // The text of a letter may have a megabyte: only what is needed to show it again is kept.
          const { ReceiptHandle } = message;
          held.set(MessageId, { queue, message: { MessageId, ReceiptHandle } });
          if (!known && visit({ queue, message })) found = true;
        }
      },
    });
    return { seen: held.size, counted, hiddenByOthers: hidden, complete };
  } finally {
    await hideLetters(sqs, [...held.values()], 0);
  }
}
