import { BridgeError } from "../../../../core/errors.ts";

/** A place in a list that is ordered by time: the moment, and the id of the item there. */
export interface TimeCursor {
  readonly at: number;
  readonly id: string;
}

/** The cursor as a list has it. */
export const cursorText = ({ at, id }: TimeCursor): string => `${at}~${id}`;

/** Reads a cursor. @throws BridgeError `wrong-use` for a text that is none */
export function readCursor(text: string): TimeCursor {
  const [, at, id] = /^(\d{1,15})~([\w-]{0,80})$/.exec(text) ?? [];
  if (at === undefined || id === undefined)
    throw new BridgeError(
      "wrong-use",
      `"${text}" is no cursor of this list.`,
      "Take `next` or `previous` of a page.",
    );
  return { at: Number(at), id };
}

/** Orders by time, then by id; the oldest first. */
export const compareCursors = (one: TimeCursor, other: TimeCursor): number =>
  one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
