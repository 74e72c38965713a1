import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Clock } from "../../core/clock.ts";
import type { DeadLetterGroup } from "../../core/dead-letters/dead-letter.ts";
import type { LetterFilter } from "../../core/dead-letters/letter-filter.ts";
import { LetterGroups } from "../../core/dead-letters/letter-groups.ts";
import { BridgeError } from "../../core/errors.ts";
import { HeldSet } from "./held-set.ts";
import { type DeadLetter, type LetterQueue, letterFacts } from "./letter.ts";
import { deleteLetters, queueDepth, sendableParts, sendBack } from "./letter-calls.ts";
import { type LetterAction, LetterChoice, type PassedOver } from "./letter-choice.ts";
import { receiveLettersOf } from "./letter-reception.ts";
import { type Pace, paced } from "./pace.ts";

/** Seconds for which received letters are hidden. A killed command leaves the rest of a batch hidden for so long; the rest of the time it extends them. */
const orderSeconds = 300;

/** How far an order has come: the fields of a `LetterProgress`. */
export interface OrderProgress {
  readonly matched: number;
  readonly done: number;
  readonly failed: number;
  readonly passedOver: number;
}

/** How an order ended. */
export interface OrderEnd extends OrderProgress {
  readonly groups: readonly DeadLetterGroup[];
  /** True where it was stopped before the queues gave nothing more. */
  readonly stopped: boolean;
  readonly passed: ReadonlyMap<PassedOver, number>;
  /** Letters that were sent back and could not be deleted: they are in both queues. */
  readonly inBoth: number;
  /** SQS's reason for the first letter that failed. */
  readonly failure?: string;
}

/** What to do with which letters. */
export interface OrderOptions {
  readonly sqs: SQSClient;
  readonly now: Clock;
  readonly action: LetterAction;
  readonly filter: LetterFilter;
  readonly perSecond?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: OrderProgress) => void) | undefined;
}

/** One order while it runs. */
class RunningOrder {
  readonly #options: OrderOptions;
  readonly #choice: LetterChoice;
  readonly #held: HeldSet;
  readonly #groups = new LetterGroups();
  readonly #passed = new Map<PassedOver, number>();
  #matched = 0;
  #done = 0;
  #failed = 0;
  #inBoth = 0;
  #failure: string | undefined;

  constructor(options: OrderOptions) {
    this.#options = options;
    const { sqs, now, action, filter } = options;
    this.#choice = new LetterChoice(filter, action, now());
    this.#held = new HeldSet(sqs, now, orderSeconds);
  }

  get progress(): OrderProgress {
    const passedOver = [...this.#passed.values()].reduce((sum, count) => sum + count, 0);
    return { matched: this.#matched, done: this.#done, failed: this.#failed, passedOver };
  }

  end(stopped: boolean): OrderEnd {
    return {
      ...this.progress,
      groups: this.#groups.list(),
      stopped,
      passed: this.#passed,
      inBoth: this.#inBoth,
      ...(this.#failure !== undefined && { failure: this.#failure }),
    };
  }

  /** @returns how many of a batch were chosen */
  async take(letters: readonly DeadLetter[]): Promise<number> {
    const fresh = letters.filter((letter) => this.#held.add(letter));
    const chosen = fresh.filter((letter) => {
      const facts = letterFacts(letter);
      const why = this.#choice.passes(letter, facts);
      if (why === undefined) this.#groups.add(facts);
      else this.#passed.set(why, (this.#passed.get(why) ?? 0) + 1);
      return why === undefined;
    });
    this.#matched += chosen.length;
    for (const wave of this.#choice.waves(chosen)) await this.#handle(wave);
    await this.#held.extend();
    this.#options.onProgress?.(this.progress);
    return chosen.length;
  }

  async #handle(wave: readonly DeadLetter[]): Promise<void> {
    const { sqs, action } = this.#options;
    const free = wave.filter((letter) => !this.#choice.isBlocked(letter));
    // The one before it in its group has failed: it would overtake that.
    this.#failed += wave.length - free.length;
    for (const part of sendableParts(free)) {
      if (action === "discard") await this.#discard(part);
      else {
        const { done, failed } = await sendBack(sqs, part);
        for (const [letter, why] of failed) this.#fail(letter, why);
        await this.#deleteSent(done);
      }
    }
  }

  #fail(letter: DeadLetter, why: string): void {
    this.#failed++;
    this.#failure ??= why;
    this.#choice.block(letter);
  }

  async #discard(letters: readonly DeadLetter[]): Promise<void> {
    const { done, failed } = await deleteLetters(this.#options.sqs, letters);
    for (const letter of done) this.#held.remove(letter);
    this.#done += done.length;
    for (const [letter, why] of failed) this.#fail(letter, why);
  }

  /** Sent before it is deleted: what stops the command in between makes two deliveries, and the ledger publishes one. */
  async #deleteSent(letters: readonly DeadLetter[]): Promise<void> {
    for (const letter of letters) this.#choice.wasSent(letter);
    this.#done += letters.length;
    const first = await deleteLetters(this.#options.sqs, letters);
    const again = await deleteLetters(
      this.#options.sqs,
      first.failed.map(([letter]) => letter),
    );
    for (const letter of [...first.done, ...again.done]) this.#held.remove(letter);
    this.#inBoth += again.failed.length;
  }

  release(): Promise<void> {
    return this.#held.release();
  }
}

/** @returns false where it was stopped before the queue gave nothing more */
async function handleQueue(
  order: RunningOrder,
  queue: LetterQueue,
  { sqs, signal }: OrderOptions,
  pace: Pace,
): Promise<boolean> {
  const { visible } = await queueDepth(sqs, queue.deadLetterUrl);
  return receiveLettersOf({
    sqs,
    queue,
    counted: visible,
    holdSeconds: orderSeconds,
    room: () => (signal?.aborted ? 0 : pace.take()),
    async take(letters, most) {
      pace.giveBack(most - (await order.take(letters)));
    },
  });
}

/**
 * Sends the letters of a filter back to their queues, or deletes them. Stopped in the middle, what is done is done, the rest is shown again, and
 * the same order goes on with it.
 *
 * It is not SQS's own StartMessageMoveTask: that moves what nobody chose, knows no source queue for what `publish` parked, keeps the attributes
 * `code` and `reason` on what it moves, and gives a FIFO queue's letters no place after one that stays.
 * @throws BridgeError `aws-failed`
 */
export async function runOrder(queues: readonly LetterQueue[], options: OrderOptions): Promise<OrderEnd> {
  const { now, perSecond, signal = new AbortController().signal, action } = options;
  const order = new RunningOrder(options);
  const pace = paced(perSecond, now, signal);
  let complete = true;
  try {
    for (const queue of queues) {
      if (signal.aborted) complete = false;
      else if (!(await handleQueue(order, queue, options, pace))) complete = false;
    }
  } catch (cause) {
    const { done } = order.progress;
    throw new BridgeError(
      "aws-failed",
      `SQS failed after ${done} dead letters were ${action === "redrive" ? "sent back" : "deleted"}; the others are where they were.`,
      "Call the same command again: it goes on with the rest.",
      cause,
    );
  } finally {
    await order.release();
  }
  return order.end(!complete);
}
