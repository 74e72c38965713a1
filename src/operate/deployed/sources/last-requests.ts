import type { RequestRow } from "../../requests.ts";
import type { DeployedContext } from "../context.ts";
import { keepAnswers } from "../keep-answers.ts";
import { oneDayMs } from "../logs/lists/list-range.ts";
import { fieldIsOneOf, functionLineIn, logGroupsOf } from "../logs/read-lines.ts";
import { rowOfLines } from "../logs/request-row.ts";
import { runQuery } from "../logs/run-query.ts";

/** The last requests of a source. */
export interface LastSeenOfSource {
  readonly lastAccepted?: RequestRow;
  readonly lastRefused?: RequestRow;
  readonly lastHandshake?: RequestRow;
}

/** Where the last line of each outcome belongs. */
const memberOf = {
  accepted: "lastAccepted",
  rejected: "lastRefused",
  handshake: "lastHandshake",
} as const satisfies Readonly<Record<string, keyof LastSeenOfSource>>;

const isSeen = (outcome: string): outcome is keyof typeof memberOf => Object.hasOwn(memberOf, outcome);

/** How far back is looked at once, and where nothing was accepted in that. */
const looks = [oneDayMs, 14 * oneDayMs] as const;

/** How long an answer is given again. */
const lastFreshMs = 60_000;

/** Adds the last requests that are in the logs of some time. One query is for all sources. */
async function look(
  context: DeployedContext,
  sources: readonly string[],
  from: number,
): Promise<ReadonlyMap<string, LastSeenOfSource>> {
  const { rows } = await runQuery(context, {
    groups: logGroupsOf(context, ["receive"]),
    from,
    to: context.now(),
    text: [
      `filter ispresent(id) and ${fieldIsOneOf("outcome", Object.keys(memberOf))}`,
      `filter ${fieldIsOneOf("source", sources)}`,
      "stats latest(@message) as line by source, outcome",
    ].join(" | "),
    limit: 1_000,
  });
  const found = new Map<string, LastSeenOfSource>();
  for (const { line: text = "" } of rows) {
    const line = functionLineIn(text);
    const row = line && rowOfLines({ id: line.id, received: line, attempts: [] });
    if (row && isSeen(line.outcome))
      found.set(row.source, { ...found.get(row.source), [memberOf[line.outcome]]: row });
  }
  return found;
}

/** Sources in one query, whose text holds 10,000 characters; the longest name has 64. */
const sourcesInQuery = 100;

async function readLast(
  context: DeployedContext,
  sources: readonly string[],
): Promise<ReadonlyMap<string, LastSeenOfSource>> {
  const found = new Map<string, LastSeenOfSource>();
  for (const back of looks) {
    const missing = sources.filter((source) => found.get(source)?.lastAccepted === undefined);
    for (let start = 0; start < missing.length; start += sourcesInQuery) {
      const some = missing.slice(start, start + sourcesInQuery);
      for (const [source, last] of await look(context, some, context.now() - back))
        found.set(source, { ...last, ...found.get(source) });
    }
  }
  return found;
}

/**
 * Looks up the last requests of sources in the log of `receive`: of a day, then for sources without an accepted one of two weeks.
 * @returns what gives them, and reads at most once a minute
 */
export const lastRequests = (
  context: DeployedContext,
): ((sources: readonly string[]) => Promise<ReadonlyMap<string, LastSeenOfSource>>) =>
  keepAnswers({
    freshMs: lastFreshMs,
    keyOf: (sources) => sources.join(" "),
    ask: (sources) => readLast(context, sources),
    now: context.now,
  });
