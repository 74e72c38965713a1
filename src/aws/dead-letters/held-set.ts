import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Clock } from "../../core/clock.ts";
import type { DeadLetter } from "./letter.ts";
import { hideLetters } from "./letter-calls.ts";

interface HiddenLetter {
  readonly letter: DeadLetter;
  /** When SQS shows it again, in ms. */
  until: number;
}

/** Letters that were received and are hidden until they are gone, or until the end. */
export class HeldSet {
  readonly #held = new Map<string, HiddenLetter>();
  readonly #sqs: SQSClient;
  readonly #now: Clock;
  readonly holdSeconds: number;

  constructor(sqs: SQSClient, now: Clock, holdSeconds: number) {
    this.#sqs = sqs;
    this.#now = now;
    this.holdSeconds = holdSeconds;
  }

  /** @returns true for a letter that was not held before. One that comes again has a new receipt handle. */
  add(letter: DeadLetter): boolean {
    const { MessageId = "", ReceiptHandle } = letter.message;
    const known = this.#held.has(MessageId);
    // Without its text, which may have a megabyte.
    const kept = { queue: letter.queue, message: { MessageId, ReceiptHandle } };
    this.#held.set(MessageId, { letter: kept, until: this.#now() + this.holdSeconds * 1000 });
    return !known;
  }

  remove({ message }: DeadLetter): void {
    this.#held.delete(message.MessageId ?? "");
  }

  /** Hides those for longer that SQS would show soon. */
  async extend(): Promise<void> {
    const now = this.#now();
    const soon = [...this.#held.values()].filter(({ until }) => until - now < this.holdSeconds * 500);
    if (soon.length === 0) return;
    for (const held of soon) held.until = now + this.holdSeconds * 1000;
    await hideLetters(
      this.#sqs,
      soon.map(({ letter }) => letter),
      this.holdSeconds,
    );
  }

  /** Shows all again at once, so that the next look sees them. */
  async release(): Promise<void> {
    const letters = Array.from(this.#held.values(), ({ letter }) => letter);
    this.#held.clear();
    await hideLetters(this.#sqs, letters, 0);
  }
}
