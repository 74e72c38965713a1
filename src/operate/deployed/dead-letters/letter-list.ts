import type { DeadLetterRow } from "../../../core/dead-letters/dead-letter.ts";
import { queueRetentionSeconds } from "../../../stack/resources/queues.ts";
import type { ListQuery, Page } from "../../lists.ts";
import { compareCursors, cursorText, readCursor, type TimeCursor } from "../logs/lists/cursor.ts";
import type { LetterLook } from "./letter-looks.ts";

const defaultRows = 100;

const placeOfRow = ({ at, id }: DeadLetterRow): TimeCursor => ({ at: Date.parse(at), id });

/** How much was seen, in a sentence or two. */
export function lookNote({ asOf, note, unseen }: LetterLook): string {
  const time = `${new Date(asOf).toISOString().slice(11, 19)} UTC`;
  return [`As of ${time}.`, note, unseen].filter((part) => part !== undefined).join(" ");
}

/** A page of what was seen, the newest letter first. Its total is known where everything was seen. */
export function letterListPage(
  look: LetterLook,
  { before, after, limit = defaultRows }: Pick<ListQuery, "before" | "after" | "limit">,
): Page<DeadLetterRow> {
  const sorted = look.rows.toSorted((one, other) => compareCursors(placeOfRow(other), placeOfRow(one)));
  const end = before === undefined ? undefined : readCursor(before);
  const start = after === undefined ? undefined : readCursor(after);
  const within = sorted.filter(
    (row) =>
      (!end || compareCursors(placeOfRow(row), end) < 0) &&
      (!start || compareCursors(placeOfRow(row), start) > 0),
  );
  const items = start && !end ? within.slice(-limit) : within.slice(0, limit);
  const [first, last] = [items[0], items.at(-1)];
  const hasOlder = last !== undefined && last !== sorted.at(-1);
  const newest = first ? cursorText(placeOfRow(first)) : (after ?? null);
  return {
    items,
    next: hasOlder ? cursorText(placeOfRow(last)) : null,
    previous: newest,
    total: look.complete && look.unseen === undefined ? look.rows.length : null,
    read: {
      from: new Date(look.asOf - queueRetentionSeconds * 1000).toISOString(),
      to: new Date(look.asOf).toISOString(),
      complete: look.complete && look.unseen === undefined,
      note: lookNote(look),
    },
  };
}
