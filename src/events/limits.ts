/** Limits of PutEvents. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
export const putEventsLimits = {
  /** Entries of a call. */
  entries: 10,
  /**
   * Bytes of a call, which must stay below: 1 MB since January 2026, read as 1,000,000 to be safe. `eventBytes` of a bus is less where a
   * region or a target takes less.
   */
  bytes: 1_000_000,
  /** Bytes of the largest entry, which fills a call alone. A larger payload goes to S3. */
  entryBytes: 999_999,
  /** Characters of a DetailType. */
  detailType: 128,
} as const;

/** An event's name as EventBridge's DetailType: cut to its length, but not through a surrogate pair. */
export const detailTypeOf = (name: string): string =>
  name.slice(0, putEventsLimits.detailType).replace(/\p{Cs}/u, "");

/** The parts of an entry that EventBridge counts. */
export interface SizedEntry {
  readonly eventSource: string;
  readonly detailType: string;
  readonly detail: string;
  /** Bytes that its call must stay below; default `putEventsLimits.bytes`. */
  readonly limitBytes?: number;
}

/**
 * Bytes of an entry as EventBridge counts them: 14 for the time, and source, detail type and detail in UTF-8.
 */
export function entryBytes(entry: SizedEntry): number {
  return (
    14 +
    Buffer.byteLength(entry.eventSource) +
    Buffer.byteLength(entry.detailType) +
    Buffer.byteLength(entry.detail)
  );
}

/** Splits entries, in order, into calls that respect the limits of count and bytes: of bytes, the smallest among the entries'. */
export function pack<T extends SizedEntry>(entries: readonly T[]): readonly (readonly T[])[] {
  const calls: T[][] = [];
  let call: T[] = [];
  let bytes = 0;
  let limit: number = putEventsLimits.bytes;
  for (const entry of entries) {
    const size = entryBytes(entry);
    const own = entry.limitBytes ?? putEventsLimits.bytes;
    const isFull = call.length === putEventsLimits.entries || bytes + size >= Math.min(limit, own);
    if (call.length > 0 && isFull) {
      calls.push(call);
      call = [];
      bytes = 0;
      limit = putEventsLimits.bytes;
    }
    call.push(entry);
    bytes += size;
    limit = Math.min(limit, own);
  }
  if (call.length > 0) calls.push(call);
  return calls;
}
