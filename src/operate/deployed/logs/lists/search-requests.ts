import { isChosenEvent } from "../../../event-choice.ts";
import type { RequestRow } from "../../../requests.ts";
import type { DeployedContext } from "../../context.ts";
import { linesOfRequests } from "../complete-lines.ts";
import { cameAt, type ReadLine, readLines } from "../read-lines.ts";
import { groupLines, rowOfLines } from "../request-row.ts";
import { mostQueryRows } from "../run-query.ts";
import { compareCursors, type TimeCursor } from "./cursor.ts";
import type { FoundRows, PlacedRow } from "./found-page.ts";
import type { ListPlan } from "./list-plan.ts";
import { isInRange, type ListRange } from "./list-range.ts";

/** A clock of Lambda's may differ, and a request's own line is written at its end. */
const marginMs = 60_000;

/** Requests to which the lines belong, by when they came. Both functions' lines say when that was. */
function placesOfRequests(lines: readonly ReadLine[], range: ListRange): readonly TimeCursor[] {
  const places = new Map<string, TimeCursor>();
  for (const { line } of lines) {
    const place = { at: cameAt(line), id: line.id };
    if (!places.has(line.id) || line.function === "receive") places.set(line.id, place);
  }
  const isForward = range.after !== undefined;
  return [...places.values()]
    .filter((place) => isInRange(range, place))
    .sort((one, other) => (isForward ? compareCursors(one, other) : compareCursors(other, one)));
}

/** Reads a page by whatever lines match, of both functions. @throws BridgeError */
export async function searchRequests(
  context: DeployedContext,
  { conditions, outcomes, events }: ListPlan,
  range: ListRange,
  signal?: AbortSignal,
): Promise<FoundRows<RequestRow>> {
  const read = await readLines(context, {
    functions: ["receive", "publish"],
    by: "written",
    from: range.from,
    // What `publish` writes of a request can come days after it.
    to: context.now(),
    conditions,
    order: "newest",
    limit: mostQueryRows,
    signal,
  });
  const places = placesOfRequests(read.lines, range);
  const found: PlacedRow<RequestRow>[] = [];
  let { bytesScanned } = read;
  let complete = !read.cut;
  let at = 0;
  while (at < places.length && found.length < range.limit) {
    const chunk = places.slice(at, at + range.limit);
    at += chunk.length;
    const joined = await linesOfRequests(context, {
      functions: ["receive", "publish"],
      ids: chunk.map(({ id }) => id),
      from: Math.min(...chunk.map((place) => place.at)) - marginMs,
      signal,
    });
    bytesScanned += joined.bytesScanned;
    complete &&= joined.complete;
    const groups = groupLines(joined.lines);
    for (const place of chunk) {
      const lines = groups.get(place.id);
      const row = lines && rowOfLines(lines);
      const isChosen =
        !events ||
        lines?.attempts.some(({ events: named = [] }) => named.some((one) => isChosenEvent(events, one)));
      if (row && isChosen && (!outcomes || outcomes.has(row.outcome))) found.push({ place, row });
    }
  }
  const rows = found.slice(0, range.limit);
  const isAll = at >= places.length && rows.length === found.length;
  return { rows, rest: isAll ? undefined : rows.at(-1)?.place, complete, bytesScanned };
}
