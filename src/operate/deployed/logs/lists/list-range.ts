import { BridgeError } from "../../../../core/errors.ts";
import type { ListQuery } from "../../../lists.ts";
import { compareCursors, readCursor, type TimeCursor } from "./cursor.ts";

/** A day. */
export const oneDayMs = 86_400_000;

/** Which part of a list is asked for, with everything that was left out filled in. */
export interface ListRange {
  readonly from: number;
  readonly to: number;
  /** False where nobody said from when: then it is the day before. */
  readonly givenFrom: boolean;
  readonly before: TimeCursor | undefined;
  readonly after: TimeCursor | undefined;
  readonly limit: number;
}

/** True for a place in the range and between the cursors. */
export const isInRange = ({ from, to, before, after }: ListRange, place: TimeCursor): boolean =>
  place.at >= from &&
  place.at <= to &&
  (before === undefined || compareCursors(place, before) < 0) &&
  (after === undefined || compareCursors(place, after) > 0);

/** The same range from a place on. */
export const behind = (range: ListRange, place: TimeCursor, isForward: boolean): ListRange =>
  isForward ? { ...range, from: place.at, after: place } : { ...range, to: place.at, before: place };

/**
 * The range of a list. Reading logs costs by the byte, so without `from` it is one day.
 * @throws BridgeError `wrong-use`
 */
export function rangeOf(query: ListQuery, nowMs: number): ListRange {
  const { limit = 100 } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
    throw new BridgeError(
      "wrong-use",
      `The limit ${limit} is not possible.`,
      "Give a whole number from 1 to 1000.",
    );
  const before = query.before === undefined ? undefined : readCursor(query.before);
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const to = Math.min(query.to ?? nowMs, before?.at ?? nowMs, nowMs);
  const from = Math.max(query.from ?? after?.at ?? to - oneDayMs, after?.at ?? 0, 0);
  if (from > to && after === undefined)
    throw new BridgeError(
      "wrong-use",
      `The time from ${new Date(from).toISOString()} to ${new Date(to).toISOString()} is none.`,
      "Give a `from` that is before `to`.",
    );
  const givenFrom = query.from !== undefined || after !== undefined;
  return { from, to: Math.max(from, to), givenFrom, before, after, limit };
}
