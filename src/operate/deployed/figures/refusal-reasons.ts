import type { Overview } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { keepAnswers } from "../keep-answers.ts";
import { oneDayMs } from "../logs/lists/list-range.ts";
import { logGroupsOf } from "../logs/read-lines.ts";
import { runQuery } from "../logs/run-query.ts";
import type { FigureRange } from "./read-metrics.ts";

/** Reasons of refusals, the most frequent first. */
export type RefusalReasons = Overview["reasons"];

/** How long an answer is given again. */
const reasonsFreshMs = 5 * 60_000;

async function countReasons(context: DeployedContext, { from, to }: FigureRange): Promise<RefusalReasons> {
  const { rows } = await runQuery(context, {
    groups: logGroupsOf(context, ["receive"]),
    from: Math.max(from, to - oneDayMs),
    to,
    text: 'filter outcome = "rejected" | stats count(*) as refusals by reason, code, source',
    limit: 1_000,
  });
  const reasons = new Map<string, { count: number; sources: string[] }>();
  for (const { reason, code = "", refusals, source } of rows) {
    const known = reasons.get(reason ?? code) ?? { count: 0, sources: [] };
    reasons.set(reason ?? code, known);
    known.count += Number(refusals);
    if (source !== undefined && !known.sources.includes(source)) known.sources.push(source);
  }
  return Array.from(reasons, ([reason, { count, sources }]) => ({ reason, count, sources })).sort(
    (one, other) => other.count - one.count,
  );
}

/**
 * Counts refusals by their reason. No metric has reasons, so that they are counted in the log: of the last day of the range, and
 * not again within five minutes.
 */
export const refusalReasons = (context: DeployedContext): ((range: FigureRange) => Promise<RefusalReasons>) =>
  keepAnswers({
    freshMs: reasonsFreshMs,
    keyOf: ({ from, to }) => `${Math.round((to - from) / 60_000)} ${Math.floor(to / reasonsFreshMs)}`,
    ask: (range) => countReasons(context, range),
    now: context.now,
  });
