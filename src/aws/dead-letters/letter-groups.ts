import type { DeadLetterGroup, DeadLetterRow } from "../../core/dead-letters/dead-letter.ts";
import { letterRemedy } from "../../core/dead-letters/letter-remedy.ts";

/** Counts letters by their cause. */
export class LetterGroups {
  readonly #groups = new Map<string, DeadLetterGroup>();

  add({ queue, code, reason, source, at }: DeadLetterRow): void {
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
  list(): readonly DeadLetterGroup[] {
    return [...this.#groups.values()].sort(
      (left, right) => right.count - left.count || (left.last < right.last ? 1 : -1),
    );
  }
}
