import { BridgeError } from "../../../core/errors.ts";
import type { DeadLetterQuery } from "../../../operate/bridge.ts";
import type { DeadLetterRow } from "../../../operate/dead-letters.ts";
import type { ListQuery, Page } from "../../../operate/lists.ts";
import { pageLimit } from "../journal/lists/journal-page.ts";
import type { ShownLetter } from "./held-letters.ts";
import { chooses } from "./held-letters.ts";

/** Where a letter stands among all: after a restart it is the same. */
interface LetterPlace {
  readonly sentAt: number;
  readonly id: string;
}

function placeIn(cursor: string): LetterPlace {
  const [, sentAt, id = ""] = /^([0-9]{1,15})\.([A-Za-z0-9-]*)$/.exec(cursor) ?? [];
  if (sentAt !== undefined) return { sentAt: Number(sentAt), id };
  throw new BridgeError(
    "wrong-use",
    `"${cursor.slice(0, 40)}" is no cursor of the dead letters.`,
    "Take `before` from `next` of a page, and `after` from its `previous`.",
  );
}

const placeOfLetter = ({ sentAt, row }: ShownLetter): LetterPlace => ({ sentAt, id: row.id });

const cursorOf = ({ sentAt, id }: LetterPlace): string => `${sentAt}.${id}`;

function compareLetterPlaces(one: LetterPlace, other: LetterPlace): number {
  if (one.sentAt !== other.sentAt) return one.sentAt - other.sentAt;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

/** A page of letters, the newest first. */
function letterPage(
  letters: readonly ShownLetter[],
  query: Pick<ListQuery, "before" | "after" | "limit">,
): Page<DeadLetterRow> {
  const limit = pageLimit(query);
  const sorted = letters.toSorted((one, other) =>
    compareLetterPlaces(placeOfLetter(other), placeOfLetter(one)),
  );
  const before = query.before === undefined ? undefined : placeIn(query.before);
  const after = query.after === undefined ? undefined : placeIn(query.after);
  const range = sorted.filter((letter) => {
    const place = placeOfLetter(letter);
    return (
      (!before || compareLetterPlaces(place, before) < 0) && (!after || compareLetterPlaces(place, after) > 0)
    );
  });
  const page = after && !before ? range.slice(-limit) : range.slice(0, limit);
  const [newest, oldest] = [page[0], page.at(-1)];
  const floor = oldest ? placeOfLetter(oldest) : (before ?? after);
  const hasOlder =
    floor !== undefined && sorted.some((letter) => compareLetterPlaces(placeOfLetter(letter), floor) < 0);
  return {
    items: page.map(({ row }) => row),
    next: hasOlder && floor ? cursorOf(floor) : null,
    previous: cursorOf(newest ? placeOfLetter(newest) : (after ?? { sentAt: 0, id: "" })),
    total: letters.length,
  };
}

/** A page of those letters that a query asks for. */
export function listLetters(
  letters: readonly ShownLetter[],
  { subscription: _, before, after, limit, ...filter }: DeadLetterQuery,
): Page<DeadLetterRow> {
  return letterPage(
    letters.filter((letter) => chooses(filter, letter)),
    {
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...(limit !== undefined && { limit }),
    },
  );
}
