import type { RequestRow } from "../../../requests.ts";
import type { DeployedContext } from "../../context.ts";
import { linesOfRequests } from "../complete-lines.ts";
import { type ReadLine, type ReadLines, readLines, withoutRagged } from "../read-lines.ts";
import { groupLines, rowOfLines } from "../request-row.ts";
import { mostQueryRows } from "../run-query.ts";
import type { TimeCursor } from "./cursor.ts";
import type { FoundRows, PlacedRow } from "./found-page.ts";
import type { ListPlan } from "./list-plan.ts";
import { behind, isInRange, type ListRange } from "./list-range.ts";

/** Lines that are read beside those of a page: the last of an answer that was cut are not used. */
const sparedLines = 200;
/** A filter that needs both functions' lines looks at so many requests in a round, and makes so many rounds. */
const roundLines = 1_000;
const mostRounds = 5;

const placeOfLine = ({ at, line }: ReadLine): TimeCursor => ({ at, id: line.id });

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
): Promise<Pick<FoundRows<RequestRow>, "rows" | "complete" | "bytesScanned">> {
  const accepted = lines.filter(({ line }) => line.outcome === "accepted");
  const { lines: published, ...read } = await linesOfRequests(context, {
    functions: ["publish"],
    ids: accepted.map(({ line }) => line.id),
    from: Math.min(...accepted.map(({ at }) => at)),
    signal,
  });
  const groups = groupLines([...lines.map(({ line }) => line), ...published]);
  const rows = lines.flatMap((each): readonly PlacedRow<RequestRow>[] => {
    const group = groups.get(each.line.id);
    const row = group && rowOfLines(group);
    return row ? [{ place: placeOfLine(each), row }] : [];
  });
  return { ...read, rows };
}

/** Lines of the next round, of which none is missing. Where so many came in a moment that none is left, more are read. */
async function nextLines(
  context: DeployedContext,
  { conditions, outcomes }: ListPlan,
  left: ListRange,
  signal: AbortSignal | undefined,
): Promise<ReadLines> {
  const isForward = left.after !== undefined;
  const asked = outcomes ? Math.max(roundLines, left.limit) : left.limit;
  const read = (limit: number): Promise<ReadLines> =>
    readLines(context, {
      functions: ["receive"],
      by: "came",
      from: left.from,
      to: left.to,
      conditions,
      order: isForward ? "oldest" : "newest",
      limit,
      signal,
    });
  const first = await read(asked + sparedLines);
  const whole = withoutRagged(first, isForward);
  if (whole.some((each) => isInRange(left, placeOfLine(each))) || !first.cut)
    return { ...first, lines: inOrder(whole, isForward) };
  const second = await read(mostQueryRows);
  const most = withoutRagged(second, isForward);
  return {
    ...second,
    // Ten thousand in a second: what is there is shown, though it may lack some.
    lines: inOrder(most.length > 0 ? most : second.lines, isForward),
    bytesScanned: first.bytesScanned + second.bytesScanned,
  };
}

/** Reads a page by the lines of `receive`, which every request has. @throws BridgeError */
export async function newestRequests(
  context: DeployedContext,
  plan: ListPlan,
  range: ListRange,
  signal?: AbortSignal,
): Promise<FoundRows<RequestRow>> {
  const { outcomes } = plan;
  const isForward = range.after !== undefined;
  const found: PlacedRow<RequestRow>[] = [];
  let bytesScanned = 0;
  let complete = true;
  let left = range;
  for (let round = 0; round < mostRounds; round++) {
    const read = await nextLines(context, plan, left, signal);
    const wanted = read.lines.filter((each) => isInRange(left, placeOfLine(each)));
    const page = outcomes ? wanted : wanted.slice(0, range.limit);
    const joined = await joinPublished(context, page, signal);
    bytesScanned += read.bytesScanned + joined.bytesScanned;
    complete &&= joined.complete;
    found.push(...joined.rows.filter(({ row }) => !outcomes || outcomes.has(row.outcome)));
    const last = read.lines.at(-1);
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
