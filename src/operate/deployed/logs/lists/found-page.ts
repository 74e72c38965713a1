import type { ListQuery, Page, ReadRange } from "../../../lists.ts";
import type { DeployedContext } from "../../context.ts";
import { acceptedShareOf, bytesText, oldestLine } from "../log-facts.ts";
import { cursorText, type TimeCursor } from "./cursor.ts";
import type { ListRange } from "./list-range.ts";

/** A row with its place in the list. */
export interface PlacedRow<Row> {
  readonly place: TimeCursor;
  readonly row: Row;
}

/** What was found for a page. */
export interface FoundRows<Row> {
  /** In the order of reading: the newest first, or behind an `after` cursor the oldest first. */
  readonly rows: readonly PlacedRow<Row>[];
  /** Where reading can go on; undefined where all was read. */
  readonly rest: TimeCursor | undefined;
  /** False where less was shown than asked for, and there may be more. */
  readonly complete: boolean;
  readonly bytesScanned: number;
}

function readRange(context: DeployedContext, range: ListRange, found: FoundRows<unknown>): ReadRange {
  const share = acceptedShareOf(context);
  const notes = [
    `Read ${bytesText(found.bytesScanned)} of logs, which come some seconds late.`,
    ...(range.givenFrom ? [] : ["Without --from it is a day at a time."]),
    ...(share === undefined
      ? []
      : [
          `Only a share of ${share} of the accepted deliveries has lines (logs.accepted); all others are there.`,
        ]),
    ...(found.complete ? [] : ["More may match than could be read: ask for a shorter time, or one source."]),
  ];
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    complete: found.complete,
    ...(share !== undefined && { share }),
    bytesScanned: found.bytesScanned,
    note: notes.join(" "),
  };
}

/** The cursor for older rows. The day before is only read when somebody asks for it. */
function olderCursor(
  context: DeployedContext,
  range: ListRange,
  { rest }: FoundRows<unknown>,
): string | null {
  if (rest) return cursorText(rest);
  return !range.givenFrom && range.from > oldestLine(context) ? cursorText({ at: range.from, id: "" }) : null;
}

/** True for sources of which none is deployed: nobody must look for them day by day. */
const isNobodys = ({ stack }: DeployedContext, { source }: ListQuery): boolean =>
  source?.every((name) => name !== "unknown" && !Object.hasOwn(stack.inventory.sources, name)) ?? false;

/** The page of what was found. */
export function foundPage<Row>(
  context: DeployedContext,
  query: ListQuery,
  range: ListRange,
  found: FoundRows<Row>,
): Page<Row> {
  const items = found.rows.map(({ row }) => row);
  const places = found.rows.map(({ place }) => place);
  const [first, last] = [places.at(0), places.at(-1)];
  const rows = { total: null, read: readRange(context, range, found) };
  if (query.after !== undefined)
    return {
      items: items.toReversed(),
      next: first ? cursorText(first) : query.after,
      previous: last ? cursorText(last) : query.after,
      ...rows,
    };
  return {
    items,
    next: items.length === 0 && isNobodys(context, query) ? null : olderCursor(context, range, found),
    previous: first ? cursorText(first) : (query.before ?? cursorText({ at: range.to, id: "" })),
    ...rows,
  };
}
