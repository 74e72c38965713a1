import { ids } from "../../../../stack/deployment.ts";
import type { ListQuery, Page, ReadRange } from "../../../lists.ts";
import type { RequestRow } from "../../../requests.ts";
import type { DeployedContext } from "../../context.ts";
import { settingOf } from "../../stack/deployed-stack.ts";
import { cursorText } from "./cursor.ts";
import { type ListPlan, planList } from "./list-plan.ts";
import { type ListRange, oneDayMs, rangeOf } from "./list-range.ts";
import { type FoundRows, newestRequests } from "./newest-requests.ts";
import { searchRequests } from "./search-requests.ts";

/** Since when there can be lines: CloudWatch deletes what is older. */
export function oldestLine({ stack, now }: DeployedContext): number {
  const { RetentionInDays: days } = stack.template.Resources[ids.receiveLogs]?.Properties ?? {};
  return typeof days === "number" ? now() - days * oneDayMs : 0;
}

/** The share of accepted deliveries that have lines; undefined where it is all of them. */
export function acceptedShareOf({ stack }: DeployedContext): number | undefined {
  const share = Number(settingOf(stack, "acceptedShare") ?? 1);
  return share < 1 ? share : undefined;
}

/** Bytes in words: what a query of Logs Insights is charged for. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} KB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

function readRange(context: DeployedContext, range: ListRange, found: FoundRows): ReadRange {
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

/** The cursor for older requests. The day before is only read when somebody asks for it. */
function olderCursor(context: DeployedContext, range: ListRange, { rest }: FoundRows): string | null {
  if (rest) return cursorText(rest);
  return !range.givenFrom && range.from > oldestLine(context) ? cursorText({ at: range.from, id: "" }) : null;
}

/** True for sources of which none is deployed: nobody must look for them day by day. */
const isNobodys = ({ stack }: DeployedContext, { source }: ListQuery): boolean =>
  source?.every((name) => name !== "unknown" && !Object.hasOwn(stack.inventory.sources, name)) ?? false;

const nothingFound: FoundRows = { rows: [], rest: undefined, complete: true, bytesScanned: 0 };

const readPlan = (
  context: DeployedContext,
  plan: ListPlan,
  range: ListRange,
  signal: AbortSignal | undefined,
): Promise<FoundRows> =>
  (plan.way === "newest" ? newestRequests : searchRequests)(context, plan, range, signal);

/**
 * A page of requests out of the logs of both functions.
 * @throws BridgeError `wrong-use` for a filter that the logs have nothing for, `aws-failed`
 */
export async function listRequests(
  context: DeployedContext,
  query: ListQuery,
  accepted: boolean,
  signal?: AbortSignal,
): Promise<Page<RequestRow>> {
  const plan = planList(query, accepted);
  const range = rangeOf(query, context.now());
  const found = plan ? await readPlan(context, plan, range, signal) : nothingFound;
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
