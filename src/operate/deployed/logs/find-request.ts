import type { RequestDetail } from "../../requests.ts";
import type { DeployedContext } from "../context.ts";
import { loggedRowsOf } from "../events/logged-rows.ts";
import { requestFacts } from "../facts/request-facts.ts";
import { linesOfRequests } from "./complete-lines.ts";
import { oneDayMs } from "./lists/list-range.ts";
import { acceptedShareOf, bytesText, oldestLine } from "./log-facts.ts";
import { groupLines, rowOfLines } from "./request-row.ts";
import { noteOf, stepsOfLines } from "./request-steps.ts";

/** True for what can be the id of a request. */
const isRequestId = (id: string): boolean => /^(?:dlv|req)_[\w-]{1,64}$/.test(id);

/**
 * One request out of the logs. An id does not say when it was: the last day is read first, then everything that is kept.
 * @throws BridgeError `aws-failed`
 */
export async function findRequest(
  context: DeployedContext,
  id: string,
  signal?: AbortSignal,
): Promise<RequestDetail | undefined> {
  if (!isRequestId(id)) return undefined;
  const now = context.now();
  let bytes = 0;
  for (const from of [now - oneDayMs, oldestLine(context)]) {
    const read = await linesOfRequests(context, {
      functions: ["receive", "publish"],
      ids: [id],
      from: Math.max(0, Math.min(from, now)),
      signal,
    });
    bytes += read.bytesScanned;
    const lines = groupLines(read.lines).get(id);
    // Without the line of `receive` it came before that day, and an older line tells more.
    const isWhole = lines?.received !== undefined || from <= oldestLine(context);
    const row = lines && rowOfLines(lines);
    if (lines && row && isWhole)
      return {
        ...row,
        steps: stepsOfLines(lines),
        events: lines.attempts.flatMap(await loggedRowsOf(context)),
        explainable: false,
        ...(await requestFacts(context, row.source, lines.received)),
        note: `${noteOf(lines, context.stage)} (Read ${bytesText(bytes)} of logs.)`,
      };
  }
  return undefined;
}

/** Why a request may be in no log, for the one who asked for it by its id. */
export function whyUnknown(context: DeployedContext, id: string): string {
  const share = acceptedShareOf(context);
  const since = new Date(Math.max(0, oldestLine(context))).toISOString();
  if (!isRequestId(id)) return "An id begins with dlv_ or req_.";
  return share === undefined || id.startsWith("req_")
    ? `Logs are kept since ${since}, and come some seconds late.`
    : `Only a share of ${share} of the accepted deliveries has lines in the log.`;
}
