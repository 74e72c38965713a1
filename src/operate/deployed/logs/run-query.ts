import { setTimeout as pause } from "node:timers/promises";
import {
  GetQueryResultsCommand,
  type GetQueryResultsResponse,
  StartQueryCommand,
  type StartQueryResponse,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { BridgeError } from "../../../core/errors.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";

/** Most rows that one answer of Logs Insights holds. */
export const mostQueryRows = 10_000;

/** Longest that a query is waited for, and the time between two looks at it. */
const queryPatienceMs = 60_000;
const shortestPollMs = 100;
const longestPollMs = 1_500;

/** A query of Logs Insights. */
export interface LogQuery {
  /** Names of the log groups. */
  readonly groups: readonly string[];
  /** The first and the last moment, in ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** In Logs Insights' language, without a limit. */
  readonly text: string;
  /** Most rows, up to 10,000. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of Logs Insights. */
export interface QueryAnswer {
  /** Values by field. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** What AWS charges for, by the GB. */
  readonly bytesScanned: number;
}

const queryRowsOf = ({ results = [] }: GetQueryResultsResponse): QueryAnswer["rows"] =>
  results.map((row) =>
    Object.fromEntries(
      row.flatMap(({ field, value }) => (field !== undefined && value !== undefined ? [[field, value]] : [])),
    ),
  );

/** Ends a query that nobody waits for. That it can't be ended changes nothing: it ends by itself. */
async function stopQuery({ clients }: DeployedContext, queryId: string): Promise<void> {
  await clients.logs.send(new StopQueryCommand({ queryId })).catch(() => undefined);
}

async function waitForAnswer(
  { clients, now }: DeployedContext,
  queryId: string,
  signal: AbortSignal,
): Promise<QueryAnswer> {
  const patienceEnds = now() + queryPatienceMs;
  for (let wait = shortestPollMs; ; wait = Math.min(wait * 1.5, longestPollMs)) {
    await pause(wait, undefined, { signal });
    const answer = await clients.logs.send(new GetQueryResultsCommand({ queryId }));
    const { status = "Unknown", statistics } = answer;
    if (status === "Complete")
      return { rows: queryRowsOf(answer), bytesScanned: statistics?.bytesScanned ?? 0 };
    if (!["Scheduled", "Running", "Unknown"].includes(status))
      throw new BridgeError(
        "aws-failed",
        `The query of the logs ended as ${status}.`,
        "Ask for less: a shorter time, or one source.",
      );
    if (now() > patienceEnds)
      throw new BridgeError(
        "aws-failed",
        `The query of the logs did not end within ${queryPatienceMs / 1_000} s.`,
        "Ask for less: a shorter time, or one source.",
      );
  }
}

async function startQuery(
  { clients, stackName }: DeployedContext,
  { groups, from, to, text, limit }: LogQuery,
): Promise<StartQueryResponse> {
  try {
    return await clients.logs.send(
      new StartQueryCommand({
        logGroupNames: [...groups],
        startTime: Math.floor(from / 1_000),
        endTime: Math.ceil(to / 1_000),
        queryString: text,
        limit,
      }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
    throw new BridgeError(
      "aws-failed",
      `A log group of ${stackName} was deleted: ${groups.join(" or ")}.`,
      "Its lines are gone. Make it again under its name: aws logs create-log-group --log-group-name <name>",
      error,
    );
  }
}

async function startAndWait(
  context: DeployedContext,
  query: LogQuery,
  signal: AbortSignal,
): Promise<QueryAnswer> {
  signal.throwIfAborted();
  const { queryId } = await startQuery(context, query);
  if (queryId === undefined)
    throw new BridgeError("aws-failed", "CloudWatch Logs started no query.", "Try again.");
  let ended = false;
  try {
    const answer = await waitForAnswer(context, queryId, signal);
    ended = true;
    return answer;
  } finally {
    if (!ended) await stopQuery(context, queryId);
  }
}

/**
 * Runs a query and waits for its whole answer. It is stopped in AWS when `signal` aborts, when the bridge is closed, and when it takes over
 * a minute.
 * @throws BridgeError `aws-failed`; an AbortError
 */
export function runQuery(context: DeployedContext, query: LogQuery): Promise<QueryAnswer> {
  const { queries, stackName } = context;
  const signal = query.signal ? AbortSignal.any([query.signal, queries.signal]) : queries.signal;
  return askAws(`query the logs of ${stackName}`, () => queries.track(startAndWait(context, query, signal)));
}
