import { setTimeout as pause } from "node:timers/promises";
import { paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { BridgeError } from "../../../core/errors.ts";
import type { RequestRow } from "../../requests.ts";
import { askAws, isDenied } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";
import { type FunctionLine, functionLineIn, logGroupsOf } from "../logs/read-lines.ts";
import { groupLines, rowOfLines } from "../logs/request-row.ts";

/** FilterLogEvents costs nothing by the byte, unlike a live tail (by the minute) and queries; AWS allows a few calls a second. */
const pollMs = 3_000;
const longestBackOffMs = 30_000;

/** Lines come late, and not in order: so much of what was read is read again. */
const overlapMs = 30_000;

/** Requests whose lines are kept, to join those of `publish`. */
const mostJoined = 2_000;

/** Whom to tell. */
export interface RequestReader {
  readonly signal: AbortSignal;
  /** Gets a request when it came, and again with what became of it. */
  readonly onRequest: (row: RequestRow, at: number) => void;
  readonly onNote: (text: string) => void;
}

/** A line with what tells it from others. */
interface FollowedLine {
  readonly eventId: string;
  readonly at: number;
  readonly line: FunctionLine;
}

/** Lines of requests since a moment, by their time. */
async function readSince(
  context: DeployedContext,
  from: number,
  signal: AbortSignal,
): Promise<readonly FollowedLine[]> {
  const found: FollowedLine[] = [];
  for (const logGroupName of logGroupsOf(context, ["receive", "publish"])) {
    const input = { logGroupName, startTime: from, filterPattern: '{ $.id = "*" }' };
    const pages = paginateFilterLogEvents({ client: context.clients.logs }, input, { abortSignal: signal });
    for await (const { events = [] } of pages)
      for (const { eventId = "", message = "", timestamp = from } of events) {
        const line = functionLineIn(message);
        if (line) found.push({ eventId, at: timestamp, line });
      }
  }
  return found.sort((one, other) => one.at - other.at);
}

/** Joins lines as they come. */
function lineJoiner(): (line: FunctionLine) => RequestRow | undefined {
  const kept = new Map<string, FunctionLine[]>();
  return (line) => {
    const lines = [...(kept.get(line.id) ?? []), line];
    kept.delete(line.id);
    kept.set(line.id, lines);
    const [oldest] = kept.keys();
    if (kept.size > mostJoined && oldest !== undefined) kept.delete(oldest);
    const group = groupLines(lines).get(line.id);
    return group && rowOfLines(group);
  };
}

/**
 * Reads the logs of both functions until it is stopped.
 * @param since lines from here on, in ms since 1970
 */
export async function followLogs(
  context: DeployedContext,
  since: number,
  { signal, onRequest, onNote }: RequestReader,
): Promise<void> {
  const seen = new Map<string, number>();
  const rowAfter = lineJoiner();
  let newest = since;
  let wait = pollMs;
  while (!signal.aborted)
    try {
      const from = Math.max(since, newest - overlapMs);
      const lines = await askAws("follow the logs", () => readSince(context, from, signal));
      for (const { eventId, at, line } of lines.filter((one) => !seen.has(one.eventId))) {
        seen.set(eventId, at);
        newest = Math.max(newest, at);
        const row = rowAfter(line);
        if (row) onRequest(row, at);
      }
      for (const [eventId, at] of seen) if (at < newest - 2 * overlapMs) seen.delete(eventId);
      wait = pollMs;
      await pause(wait, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof BridgeError)) throw error;
      onNote(
        `${error.message} ${isDenied(error) ? `Requests are not shown. ${error.remedy}` : error.remedy}`,
      );
      if (isDenied(error)) return;
      wait = Math.min(wait * 2, longestBackOffMs);
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
}
