/** Random choices that a seed decides, so that a case that fails can be made again. */
import { createHash } from "node:crypto";

const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";

export class Random {
  #state: number;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
    this.#state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  }

  /** Another stream of choices, which those of this one do not change. */
  branch(name: string): Random {
    return new Random(`${this.#seed}/${name}`);
  }

  /** From 0 up to 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` up to `to`, both possible. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<One>(list: readonly One[]): One {
    const one = list[this.whole(0, list.length - 1)];
    if (one === undefined) throw new Error("nothing to choose from");
    return one;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  shuffled<One>(list: readonly One[]): readonly One[] {
    return list
      .map((one) => ({ one, at: this.next() }))
      .sort((left, right) => left.at - right.at)
      .map(({ one }) => one);
  }

  #text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.whole(0, alphabet.length - 1)]).join("");
  }

  hex(length: number): string {
    return this.#text(`${digits}abcdef`, length);
  }

  lower(length: number): string {
    return this.#text(digits + lower, length);
  }

  letters(length: number): string {
    return this.#text(digits + lower + lower.toUpperCase(), length);
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.whole(0, 255)));
  }
}
