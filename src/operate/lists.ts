/** What narrows a list. Of several filters all must hold; of the values of one filter, one. */
export interface ListFilter {
  /** Names of sources. */
  readonly source?: readonly string[];
  /** `detail.type` of an event, `*` at its end for any that begins so. */
  readonly type?: readonly string[];
  readonly entity?: readonly string[];
  readonly action?: readonly string[];
  /** How far requests came: words of `RequestOutcome`. */
  readonly outcome?: readonly string[];
  /** Reasons and codes, as in docs/errors.md. */
  readonly reason?: readonly string[];
  /** The first and the last moment, in ms since 1970. */
  readonly from?: number;
  readonly to?: number;
  /** A text that must occur in ids, types, subjects or, where the bridge keeps it, the payload. */
  readonly text?: string;
}

/** Which part of a list. Without a cursor: the newest. */
export interface ListQuery extends ListFilter {
  /** Items that are older than this cursor. */
  readonly before?: string;
  /** Items that are newer than this cursor; of these the oldest `limit`. */
  readonly after?: string;
  /** 1 to 1,000; default 100. */
  readonly limit?: number;
}

/** What of the past a deployed bridge could read for a list. */
export interface ReadRange {
  readonly from: string;
  readonly to: string;
  /** False where more matched than could be read. */
  readonly complete: boolean;
  /** The share of accepted deliveries that have log lines, where it is not all. */
  readonly share?: number;
  /** Bytes of logs that were read, which AWS charges for. */
  readonly bytesScanned?: number;
  /** What is not in it, and why. */
  readonly note?: string;
}

/** A page of a list, the newest item first. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Cursor for `before`: the page of older items; null where there are none. */
  readonly next: string | null;
  /** Cursor for `after`: newer items, those that have not happened yet too. */
  readonly previous: string | null;
  /** Number of items that the filters let through; null where that is not known. */
  readonly total: number | null;
  /** For what is read out of logs. */
  readonly read?: ReadRange;
}
