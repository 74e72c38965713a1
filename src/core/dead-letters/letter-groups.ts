import type { DeadLetterGroup, DeadLetterRow } from "./dead-letter.ts";
import { letterRemedy } from "./letter-remedy.ts";

/** Counts letters by their cause. */
export class LetterGroups {
  readonly #groups = new Map<string, DeadLetterGroup>();
  readonly #kind: "local" | "stage";

  /** @param kind of the bridge, of which remedies speak */
  constructor(kind: "local" | "stage" = "stage") {
    this.#kind = kind;
  }

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
      remedy: letterRemedy(code, queue, this.#kind),
    });
  }

  /** The largest group first. */
  list(): readonly DeadLetterGroup[] {
    return [...this.#groups.values()].sort(
      (left, right) => right.count - left.count || (left.last < right.last ? 1 : -1),
    );
  }
}

/** Letters of the bridge on this machine by their cause, the largest group first. */
export function groupsOf(rows: readonly DeadLetterRow[]): readonly DeadLetterGroup[] {
  const groups = new LetterGroups("local");
  for (const row of rows) groups.add(row);
  return groups.list();
}
