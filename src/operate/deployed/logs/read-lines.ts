import { BridgeError } from "../../../core/errors.ts";
import { parseJson } from "../../../core/json/json.ts";
import type { LogLine } from "../../../core/log-line.ts";
import { ids } from "../../../stack/deployment.ts";
import type { DeployedContext } from "../context.ts";
import { physicalId } from "../stack/deployed-stack.ts";
import { runQuery } from "./run-query.ts";

/** A line of a request or message. */
export type FunctionLine = LogLine & { readonly id: string };

/** A line with the time at which CloudWatch has it, by which lists are cut. */
export interface ReadLine {
  readonly at: number;
  readonly line: FunctionLine;
}

/** Which lines to read. */
export interface LineQuery {
  readonly functions: readonly ("receive" | "publish")[];
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

/** Logs Insights writes times as `2026-11-30 15:12:58.123`, in UTC. */
const timeOf = (text: string): number => Date.parse(`${text.replace(" ", "T")}Z`);

/** Reads lines of requests out of the logs. @throws BridgeError */
export async function readLines(context: DeployedContext, query: LineQuery): Promise<ReadLines> {
  const { functions, from, to, conditions, order, limit, signal } = query;
  const all = [
    "ispresent(id)",
    // The range of a query is in whole seconds.
    `toMillis(@timestamp) >= ${from} and toMillis(@timestamp) <= ${to}`,
    ...conditions,
  ];
  const { rows, bytesScanned } = await runQuery(context, {
    groups: logGroupsOf(context, functions),
    from,
    to,
    text: [
      "fields @timestamp, @message",
      ...all.map((condition) => `filter ${condition}`),
      `sort @timestamp ${order === "newest" ? "desc" : "asc"}`,
      `limit ${limit}`,
    ].join(" | "),
    limit,
    signal,
  });
  const lines = rows.flatMap((row): readonly ReadLine[] => {
    const line = functionLineIn(row["@message"] ?? "");
    return line ? [{ at: timeOf(row["@timestamp"] ?? ""), line }] : [];
  });
  return { lines, cut: rows.length >= limit, bytesScanned };
}
