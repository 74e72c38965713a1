import type { RequestRow } from "../../requests.ts";
import type { DeployedContext } from "../context.ts";
import { linesOfRequests } from "./complete-lines.ts";
import type { TimeCursor } from "./cursor.ts";
import type { ListPlan } from "./list-plan.ts";
import { isBetweenCursors, type ListRange } from "./list-range.ts";
import { type ReadLine, readLines } from "./read-lines.ts";
import { groupLines, rowOfLines } from "./request-row.ts";
import { mostQueryRows } from "./run-query.ts";

/** A row with its place in the list. */
export interface PlacedRow {
  readonly place: TimeCursor;
  readonly row: RequestRow;
}

/** What was found for a page. */
export interface FoundRows {
  /** In the order of reading: the newest first, or behind an `after` cursor the oldest first. */
  readonly rows: readonly PlacedRow[];
  /** Where reading can go on; undefined where all was read. */
  readonly rest: TimeCursor | undefined;
  /** False where less was shown than asked for, and there may be more. */
  readonly complete: boolean;
  readonly bytesScanned: number;
}

/** Lines that are read beside those of a page, so that none of the same millisecond is cut off. */
const sparedLines = 200;
/** A filter that needs both functions' lines looks at so many requests in a round, and makes so many rounds. */
const roundLines = 1_000;
const mostRounds = 5;

const placeOfLine = ({ at, line }: ReadLine): TimeCursor => ({ at, id: line.id });

/** Lines without those of the last millisecond, of which an answer that was cut may lack some. */
function wholeMilliseconds(lines: readonly ReadLine[], cut: boolean): readonly ReadLine[] {
  const last = lines.at(-1)?.at;
  const whole = cut ? lines.filter(({ at }) => at !== last) : lines;
  return whole.length > 0 ? whole : lines;
}

const inOrder = (lines: readonly ReadLine[], isForward: boolean): readonly ReadLine[] =>
  [...lines].sort((one, other) => {
    const order = one.at - other.at || (one.line.id < other.line.id ? -1 : 1);
    return isForward ? order : -order;
  });

/** Rows of requests whose lines of `receive` are at hand. */
async function joinPublished(
  context: DeployedContext,
  lines: readonly ReadLine[],
  signal: AbortSignal | undefined,
): Promise<Pick<FoundRows, "rows" | "complete" | "bytesScanned">> {
  const accepted = lines.filter(({ line }) => line.outcome === "accepted");
  const { lines: published, ...read } = await linesOfRequests(context, {
    functions: ["publish"],
    ids: accepted.map(({ line }) => line.id),
    from: Math.min(...accepted.map(({ at }) => at)),
    signal,
  });
  const groups = groupLines([...lines.map(({ line }) => line), ...published]);
  const rows = lines.flatMap((each): readonly PlacedRow[] => {
    const group = groups.get(each.line.id);
    const row = group && rowOfLines(group);
    return row ? [{ place: placeOfLine(each), row }] : [];
  });
  return { ...read, rows };
}

/** The same range from a place on. */
const behind = (range: ListRange, place: TimeCursor, isForward: boolean): ListRange =>
  isForward ? { ...range, from: place.at, after: place } : { ...range, to: place.at, before: place };

/** Reads a page by the lines of `receive`, which every request has. @throws BridgeError */
export async function newestRequests(
  context: DeployedContext,
  { conditions, outcomes }: ListPlan,
  range: ListRange,
  signal?: AbortSignal,
): Promise<FoundRows> {
  const isForward = range.after !== undefined;
  const found: PlacedRow[] = [];
  let bytesScanned = 0;
  let complete = true;
  let left = range;
  for (let round = 0; round < mostRounds; round++) {
    const asked = outcomes ? Math.max(roundLines, range.limit) : range.limit;
    const limit = Math.min(asked + sparedLines, mostQueryRows);
    const read = await readLines(context, {
      functions: ["receive"],
      from: left.from,
      to: left.to,
      conditions,
      order: isForward ? "oldest" : "newest",
      limit,
      signal,
    });
    const whole = wholeMilliseconds(inOrder(read.lines, isForward), read.cut);
    const wanted = whole.filter((each) => isBetweenCursors(left, placeOfLine(each)));
    const page = outcomes ? wanted : wanted.slice(0, range.limit);
    const joined = await joinPublished(context, page, signal);
    bytesScanned += read.bytesScanned + joined.bytesScanned;
    complete &&= joined.complete;
    found.push(...joined.rows.filter(({ row }) => !outcomes || outcomes.has(row.outcome)));
    const last = whole.at(-1);
    const isAll = !read.cut && page.length === wanted.length;
    if (found.length > range.limit || (found.length === range.limit && !isAll)) {
      const rows = found.slice(0, range.limit);
      return { rows, rest: rows.at(-1)?.place, complete, bytesScanned };
    }
    if (isAll || last === undefined) return { rows: found, rest: undefined, complete, bytesScanned };
    left = behind(left, placeOfLine(last), isForward);
  }
  return { rows: found, rest: isForward ? left.after : left.before, complete: false, bytesScanned };
}
