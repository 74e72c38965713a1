import type { DeadLetterGroup, DeadLetterRow } from "../core/dead-letters/dead-letter.ts";
import type { LetterFilter as DeadLetterFilter } from "../core/dead-letters/letter-filter.ts";

export type { DeadLetterGroup, DeadLetterRow } from "../core/dead-letters/dead-letter.ts";
export type { LetterFilter as DeadLetterFilter } from "../core/dead-letters/letter-filter.ts";

/** One dead letter with its message. */
export interface DeadLetterDetail extends DeadLetterRow {
  /** What to do about its code. */
  readonly remedy?: string;
  /** The message as it is in the queue. Its body is the vendor's payload, its headers the allow-listed ones. */
  readonly message: string;
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
  /** True leaves the letters of which the outlook says that they would fail again. Only where there is an outlook: not of a deployed bridge. */
  readonly leaveFailing?: boolean;
}

/**
 * What would become of a dead letter.
 *
 * `publish`: at least one of its events would be published. `duplicate`: all of them were before. `dropped`: the source's `accept` refuses them all.
 * `fail`: it would be parked again, with this code. `unknown`: only EventBridge could tell.
 */
export type LetterProspect = "publish" | "duplicate" | "dropped" | "fail" | "unknown";

/** What would become of one dead letter, and of its events. */
export interface LetterOutlook {
  readonly id: string;
  readonly prospect: LetterProspect;
  /** `detail.type` of its first event. */
  readonly type?: string;
  /** Events that would be published. */
  readonly events: number;
  /** Events that were published before. */
  readonly duplicates: number;
  /** Names of the buses on which its events would be. */
  readonly buses: readonly string[];
  readonly code?: string;
  readonly reason?: string;
}

/** What a redrive would do, made by the code that publishes and with the configuration that runs. Nothing is moved for it. */
export interface RedriveOutlook {
  /** Numbers of letters by what would become of them. */
  readonly letters: Readonly<Record<LetterProspect, number>>;
  /** Events that would be published, and those that were published before. */
  readonly events: number;
  readonly duplicates: number;
  readonly failures: readonly { readonly code: string; readonly count: number }[];
  readonly buses: readonly { readonly bus: string; readonly events: number }[];
  /** Which rules would get how many of these events. */
  readonly subscriptions: readonly { readonly name: string; readonly bus: string; readonly events: number }[];
  /** One by one, the first 1,000. */
  readonly each: readonly LetterOutlook[];
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
  /** Of the dry run of a redrive; absent where it is not known. */
  readonly outlook?: RedriveOutlook;
  /** Why there is none. */
  readonly outlookNote?: string;
}

/** How to follow and stop a long order. */
export interface Following {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LetterProgress) => void;
}
