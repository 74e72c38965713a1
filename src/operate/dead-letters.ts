import type { DeadLetterGroup, DeadLetterRow } from "../core/dead-letter.ts";
import type { ListFilter } from "./lists.ts";

export type { DeadLetterGroup, DeadLetterRow } from "../core/dead-letter.ts";

/** One dead letter with its message. */
export interface DeadLetterDetail extends DeadLetterRow {
  /** What to do about its code. */
  readonly remedy?: string;
  /** The message as it is in the queue. Its body is the vendor's payload, its headers the allow-listed ones. */
  readonly message: string;
}

/** Which dead letters: those of all filters. */
export interface DeadLetterFilter extends Pick<ListFilter, "source" | "from" | "to" | "text"> {
  readonly code?: readonly string[];
  readonly queue?: readonly string[];
  readonly id?: readonly string[];
}

/** What to do with dead letters. */
export interface LetterOrder {
  readonly filter: DeadLetterFilter;
  /** The dead letters of this subscription's queue; default: the bridge's own. */
  readonly subscription?: string;
  /** True only counts. */
  readonly dryRun: boolean;
  /** At most so many a second; undefined: as fast as they go. */
  readonly perSecond?: number;
}

/** How far an order has come. Stopped in the middle, what was moved is moved: the same order goes on with the rest. */
export interface LetterProgress {
  /** Letters that the filter chose, as far as they have been seen. */
  readonly matched: number;
  readonly done: number;
  readonly failed: number;
  /** Letters that were seen and not chosen. */
  readonly passedOver: number;
}

/** The end of an order. */
export interface LetterResult extends LetterProgress {
  readonly groups: readonly DeadLetterGroup[];
  readonly stopped: boolean;
  readonly note?: string;
}

/** How to follow and stop a long order. */
export interface Following {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LetterProgress) => void;
}
