import { BridgeError } from "../../../core/errors.ts";
import { isChosenEvent } from "../../event-choice.ts";
import type { EventRow } from "../../events.ts";
import type { ListQuery, Page } from "../../lists.ts";
import type { DeployedContext } from "../context.ts";
import { compareCursors } from "../logs/lists/cursor.ts";
import { type FoundRows, foundPage, type PlacedRow } from "../logs/lists/found-page.ts";
import { namingConditions } from "../logs/lists/list-plan.ts";
import { behind, isInRange, type ListRange, rangeOf } from "../logs/lists/list-range.ts";
import {
  clockMarginMs,
  type FunctionLine,
  fieldIsOneOf,
  queryText,
  type ReadLines,
  readLines,
  withoutRagged,
} from "../logs/read-lines.ts";
import { mostQueryRows } from "../logs/run-query.ts";
import { loggedRowsOf } from "./logged-rows.ts";

/** What events are listed by. */
export type EventListQuery = ListQuery & { readonly bus?: readonly string[] };

/** Lines of a round, and rounds. */
const eventLinesInRound = 1_000;
const mostEventRounds = 5;

/** Lines of deliveries whose events were put on a bus. */
export const publishedConditions = ["published > 0", 'outcome != "unrecorded"'];

/** What lines of `publish` tell of requests, and not of events. @throws BridgeError `wrong-use` */
function refuseOfRequests({ outcome, reason }: ListQuery): void {
  if (outcome === undefined && reason === undefined) return;
  throw new BridgeError(
    "wrong-use",
    "A deployed bridge's events can't be searched by what became of their requests.",
    "List the deliveries by --outcome and --reason: each shows its events.",
  );
}

const eventLineConditions = (query: EventListQuery): readonly string[] => [
  ...publishedConditions,
  ...(query.source ? [fieldIsOneOf("source", query.source)] : []),
  ...(query.text === undefined ? [] : [`@message like ${queryText(query.text)}`]),
  ...namingConditions(query),
];

const writtenAt = ({ time }: FunctionLine): number => Date.parse(time);

/** Reads lines by when they were written, by their own clock. Of a moment with more than a round holds, as many are read as can be. */
async function linesOfRange(
  context: DeployedContext,
  conditions: readonly string[],
  left: ListRange,
  signal: AbortSignal | undefined,
): Promise<ReadLines> {
  const isForward = left.after !== undefined;
  let bytesScanned = 0;
  for (const limit of [eventLinesInRound, mostQueryRows]) {
    const read = await readLines(context, {
      functions: ["publish"],
      by: "written",
      from: left.from - clockMarginMs,
      to: left.to + clockMarginMs,
      conditions,
      order: isForward ? "oldest" : "newest",
      limit,
      signal,
    });
    bytesScanned += read.bytesScanned;
    const lines = read.lines.map(({ line }) => ({ at: writtenAt(line), line }));
    const edge = lines.at(-1);
    const whole = withoutRagged({ ...read, lines, edge }, isForward);
    if (whole.length > 0 || limit === mostQueryRows || !read.cut)
      return { ...read, lines: whole.length > 0 ? whole : lines, edge, bytesScanned };
  }
  throw new Error("No lines were read.");
}

/** A place among the events of a line: those of a delivery have one time. */
const placedRows = (line: FunctionLine, rows: readonly EventRow[]): readonly PlacedRow<EventRow>[] =>
  rows.map((row, index) => ({
    place: { at: writtenAt(line), id: `${line.id}_${String(index).padStart(2, "0")}` },
    row,
  }));

/** Reads a page of events. @throws BridgeError */
async function readEvents(
  context: DeployedContext,
  query: EventListQuery,
  range: ListRange,
  signal: AbortSignal | undefined,
): Promise<FoundRows<EventRow>> {
  const rowsOf = await loggedRowsOf(context);
  const conditions = eventLineConditions(query);
  const isForward = range.after !== undefined;
  const isWanted = (row: EventRow): boolean =>
    isChosenEvent(query, row) && (!query.bus || query.bus.includes(row.bus));
  const found: PlacedRow<EventRow>[] = [];
  let bytesScanned = 0;
  let left = range;
  for (let round = 0; round < mostEventRounds; round++) {
    const read = await linesOfRange(context, conditions, left, signal);
    bytesScanned += read.bytesScanned;
    const placed = read.lines
      .flatMap(({ line }) => placedRows(line, rowsOf(line)))
      .sort((one, other) =>
        isForward ? compareCursors(one.place, other.place) : compareCursors(other.place, one.place),
      );
    found.push(...placed.filter(({ place, row }) => isInRange(left, place) && isWanted(row)));
    const last = placed.at(-1);
    if (found.length > range.limit || (found.length === range.limit && read.cut)) {
      const rows = found.slice(0, range.limit);
      return { rows, rest: rows.at(-1)?.place, complete: true, bytesScanned };
    }
    if (!read.cut || last === undefined)
      return { rows: found, rest: undefined, complete: !read.cut, bytesScanned };
    left = behind(left, last.place, isForward);
  }
  return { rows: found, rest: isForward ? left.after : left.before, complete: false, bytesScanned };
}

/**
 * A page of the events that were put on buses, out of the log of `publish`.
 * @throws BridgeError `wrong-use` for a filter that the log has nothing for, `aws-failed`
 */
export async function listEvents(
  context: DeployedContext,
  query: EventListQuery,
  signal?: AbortSignal,
): Promise<Page<EventRow>> {
  refuseOfRequests(query);
  const range = rangeOf(query, context.now());
  return foundPage(context, query, range, await readEvents(context, query, range, signal));
}
