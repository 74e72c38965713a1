import type { DeadLetterRow } from "../../core/dead-letters/dead-letter.ts";
import {
  asksForUnreadable,
  choosesLetter,
  type LetterFilter,
  unreadableCode,
} from "../../core/dead-letters/letter-filter.ts";
import { type DeadLetter, isFifoQueue, letterFacts, sentAt } from "./letter.ts";

/** What to do with the letters that a filter chooses. */
export type LetterAction = "redrive" | "discard";

/** Why a letter is left alone although it was received. */
export type PassedOver =
  | "not-chosen"
  /** Of what `publish` can't read, and nobody asked for it. */
  | "unreadable"
  /** Sent back a moment ago, and dead again. */
  | "came-back"
  /** Came after the order was given. */
  | "newer"
  /** Another letter of its group stands before it in a FIFO queue, and stays. */
  | "behind"
  /** No queue has sent it. */
  | "no-queue";

/** Clocks of this machine and of SQS may differ by so much. */
const clockGapMs = 60_000;

/** What says that two letters are the same: one that comes back has its text, and another id in SQS. */
const sameness = ({ message }: DeadLetter): string => message.MD5OfBody ?? message.Body ?? "";

const groupOf = ({ message, queue }: DeadLetter): string | undefined =>
  isFifoQueue(queue) ? message.Attributes?.MessageGroupId : undefined;

/** Chooses letters for one order, one after another. */
export class LetterChoice {
  readonly #filter: LetterFilter;
  readonly #action: LetterAction;
  readonly #startedAt: number;
  readonly #sent = new Set<string>();
  readonly #blocked = new Set<string>();

  constructor(filter: LetterFilter, action: LetterAction, startedAt: number) {
    this.#filter = filter;
    this.#action = action;
    this.#startedAt = startedAt;
  }

  /** @returns why it is left alone; undefined for a letter that is chosen */
  passes(letter: DeadLetter, facts = letterFacts(letter)): PassedOver | undefined {
    const why = this.#reason(letter, facts);
    // What stands behind a letter that stays would otherwise overtake it.
    if (why !== undefined && this.#action === "redrive") this.block(letter);
    return why;
  }

  #reason(letter: DeadLetter, facts: DeadLetterRow): PassedOver | undefined {
    const group = groupOf(letter);
    const redrive = this.#action === "redrive";
    if (group !== undefined && this.#blocked.has(group)) return "behind";
    if (!choosesLetter(this.#filter, facts, letter.message.Body ?? "")) return "not-chosen";
    if (sentAt(letter) > this.#startedAt + clockGapMs) return "newer";
    if (!redrive) return undefined;
    if (letter.queue.sourceUrl === undefined) return "no-queue";
    if (facts.code === unreadableCode && !asksForUnreadable(this.#filter)) return "unreadable";
    // A text that has been there twice since before is two letters.
    const isNew = sentAt(letter) > this.#startedAt - clockGapMs;
    return isNew && this.#sent.has(sameness(letter)) ? "came-back" : undefined;
  }

  /** Leaves the rest of a letter's group alone. */
  block(letter: DeadLetter): void {
    const group = groupOf(letter);
    if (group !== undefined) this.#blocked.add(group);
  }

  isBlocked(letter: DeadLetter): boolean {
    const group = groupOf(letter);
    return group !== undefined && this.#blocked.has(group);
  }

  /** Notes that a letter was sent back. */
  wasSent(letter: DeadLetter): void {
    this.#sent.add(sameness(letter));
  }

  /** The letters of a batch in parts, in which no group is twice: of a group, each waits for the one before it. */
  waves(letters: readonly DeadLetter[]): readonly (readonly DeadLetter[])[] {
    const waves: DeadLetter[][] = [];
    const places = new Map<string, number>();
    for (const letter of letters) {
      const group = groupOf(letter);
      const at = group === undefined ? 0 : (places.get(group) ?? 0);
      if (group !== undefined) places.set(group, at + 1);
      const wave = waves[at];
      if (wave) wave.push(letter);
      else waves[at] = [letter];
    }
    return waves;
  }
}
