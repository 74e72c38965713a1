import { BridgeError } from "../../../core/errors.ts";
import { parseJson } from "../../../core/json/json.ts";
import type { LogLine } from "../../../core/logs/log-line.ts";
import { ids } from "../../../stack/deployment.ts";
import type { DeployedContext } from "../context.ts";
import { physicalId } from "../stack/deployed-stack.ts";
import { runQuery } from "./run-query.ts";

/** A line of a request or message. */
export type FunctionLine = LogLine & { readonly id: string };

/** A line, and when its request came. */
export interface ReadLine {
  readonly at: number;
  readonly line: FunctionLine;
}

/** Which lines to read. */
export interface LineQuery {
  readonly functions: readonly ("receive" | "publish")[];
  /** What the range and the order are of: when a line was written, or, of `receive` alone, when its request came. */
  readonly by: "written" | "came";
  readonly from: number;
  readonly to: number;
  /** Conditions of Logs Insights, all of which must hold. */
  readonly conditions: readonly string[];
  readonly order: "newest" | "oldest";
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** Lines, and what reading them took. */
export interface ReadLines {
  readonly lines: readonly ReadLine[];
  /** True where more lines may have matched. */
  readonly cut: boolean;
  /** The last line in AWS's order: what lies behind it was not read. Undefined without lines. */
  readonly edge: ReadLine | undefined;
  readonly bytesScanned: number;
}

/** The log groups of functions. @throws BridgeError `wrong-use` where the stack has none */
export function logGroupsOf(
  { stack, stackName }: DeployedContext,
  functions: readonly ("receive" | "publish")[],
): readonly string[] {
  const names = { receive: ids.receiveLogs, publish: ids.publishLogs };
  return functions.map((name) => {
    const group = physicalId(stack, names[name]);
    if (group !== undefined) return group;
    throw new BridgeError(
      "wrong-use",
      `The stack ${stackName} has no log group of ${name}.`,
      "Deploy the stack again, so that it has its log groups.",
    );
  });
}

/**
 * A text in a query.
 * @throws BridgeError `wrong-use` for one with characters that Logs Insights gives a meaning
 */
export function queryText(text: string): string {
  if (/^[\p{L}\p{N} .:;,@/+=~_()#&-]{1,200}$/u.test(text)) return `"${text}"`;
  throw new BridgeError(
    "wrong-use",
    `Logs can't be searched for ${JSON.stringify(text)}.`,
    "Use letters, digits, blanks and .:;,@/+=~_()#&- only, at most 200.",
  );
}

/** The condition that a field has one of these values. */
export const fieldIsOneOf = (field: string, values: readonly string[]): string =>
  `${field} in [${values.map(queryText).join(", ")}]`;

/** True for a line of a request: others are of secrets, of Lambda itself, or metrics alone. */
const isFunctionLine = (value: unknown): value is FunctionLine =>
  typeof value === "object" &&
  value !== null &&
  ["id", "level", "message", "time", "function", "source", "outcome"].every(
    (name) => typeof (value as Readonly<Record<string, unknown>>)[name] === "string",
  );

/** The line in a text; undefined for other lines. */
export function functionLineIn(text: string): FunctionLine | undefined {
  const value: unknown = parseJson(text)?.value;
  return isFunctionLine(value) ? value : undefined;
}

/** When a request came, in ms since 1970: each line is written so many ms later. */
export const cameAt = ({ time, ms, ageMs = 0, function: writer }: FunctionLine): number =>
  Date.parse(time) - (writer === "receive" ? (ms ?? 0) : ageMs);

/** CloudWatch may have a line so much later than its own time says. */
export const clockMarginMs = 1_000;

/**
 * The lines of which none is missing. An answer that was cut has all up to its last line by CloudWatch's times, from which a line's own
 * may differ.
 */
export function withoutRagged({ lines, cut, edge }: ReadLines, isForward: boolean): readonly ReadLine[] {
  if (!cut || !edge) return lines;
  return lines.filter(({ at }) => (isForward ? at < edge.at - clockMarginMs : at > edge.at + clockMarginMs));
}

/** `receive` runs for 29 seconds at most: so much later a request's line can be written. */
const longestReceiveMs = 30_000;

/** The text of a query, and the range of the log that it reads. */
function textOfQuery(query: LineQuery): {
  readonly text: string;
  readonly from: number;
  readonly to: number;
} {
  const { by, conditions, order, limit } = query;
  const isByCame = by === "came";
  const [from, to] = isByCame
    ? [query.from - clockMarginMs, query.to + clockMarginMs]
    : [query.from, query.to];
  const moment = isByCame ? "came" : "toMillis(@timestamp)";
  const filters = [
    "ispresent(id)",
    // The range of a query is in whole seconds.
    `${moment} >= ${from} and ${moment} <= ${to}`,
    ...conditions,
  ];
  const text = [
    `fields @timestamp, @message${isByCame ? ", toMillis(@timestamp) - ms as came" : ""}`,
    ...filters.map((condition) => `filter ${condition}`),
    `sort ${isByCame ? "came" : "@timestamp"} ${order === "newest" ? "desc" : "asc"}`,
    `limit ${limit}`,
  ].join(" | ");
  return { text, from, to: isByCame ? to + longestReceiveMs : to };
}

/** Reads lines of requests out of the logs. @throws BridgeError */
export async function readLines(context: DeployedContext, query: LineQuery): Promise<ReadLines> {
  const { functions, limit, signal } = query;
  const groups = logGroupsOf(context, functions);
  const { rows, bytesScanned } = await runQuery(context, { groups, ...textOfQuery(query), limit, signal });
  const lines = rows.flatMap((row): readonly ReadLine[] => {
    const line = functionLineIn(row["@message"] ?? "");
    return line ? [{ at: cameAt(line), line }] : [];
  });
  return { lines, cut: rows.length >= limit, edge: lines.at(-1), bytesScanned };
}
