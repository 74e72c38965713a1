import { letterRemedy } from "../../core/letter-remedy.ts";
import type { LetterFacts } from "./letter.ts";

/** Dead letters of one cause: the fields of a `DeadLetterGroup`. */
export interface LetterGroup {
  readonly queue: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly source: string | null;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly remedy?: string;
}

/** Counts letters by their cause. */
export class LetterGroups {
  readonly #groups = new Map<string, LetterGroup>();

  add({ queue, code, reason, source, at }: LetterFacts): void {
    const key = JSON.stringify([queue, code, reason, source]);
    const known = this.#groups.get(key);
    this.#groups.set(key, {
      queue,
      code,
      reason,
      source,
      count: (known?.count ?? 0) + 1,
      first: known && known.first < at ? known.first : at,
      last: known && known.last > at ? known.last : at,
      remedy: letterRemedy(code, queue),
    });
  }

  /** The largest group first. */
  list(): readonly LetterGroup[] {
    return [...this.#groups.values()].sort(
      (left, right) => right.count - left.count || (left.last < right.last ? 1 : -1),
    );
  }
}
