import type { DeployedContext } from "../context.ts";
import { oneDayMs } from "../logs/list-range.ts";
import { logGroupsOf } from "../logs/read-lines.ts";
import { runQuery } from "../logs/run-query.ts";
import type { FigureRange } from "./read-metrics.ts";

/** Reasons of refusals, the most frequent first. */
export type RefusalReasons = readonly { readonly reason: string; readonly count: number }[];

/** How long an answer is given again: a page that refreshes must not pay for each time. */
const reasonsFreshMs = 5 * 60_000;

/**
 * Counts refusals by their reason. No metric has reasons, so that they are counted in the log: of the last day of the range, and
 * not again within five minutes.
 */
export function refusalReasons(context: DeployedContext): (range: FigureRange) => Promise<RefusalReasons> {
  const answers = new Map<string, { readonly until: number; readonly reasons: Promise<RefusalReasons> }>();

  async function count({ from, to }: FigureRange): Promise<RefusalReasons> {
    const { rows } = await runQuery(context, {
      groups: logGroupsOf(context, ["receive"]),
      from: Math.max(from, to - oneDayMs),
      to,
      text: 'filter outcome = "rejected" | stats count(*) as refusals by reason, code',
      limit: 100,
    });
    return rows
      .map(({ reason, code = "", refusals }) => ({ reason: reason ?? code, count: Number(refusals) }))
      .sort((one, other) => other.count - one.count);
  }

  return (range) => {
    const key = `${Math.round((range.to - range.from) / 60_000)} ${Math.floor(range.to / reasonsFreshMs)}`;
    const known = answers.get(key);
    const now = context.now();
    if (known && known.until > now) return known.reasons;
    answers.clear();
    const reasons = count(range);
    answers.set(key, { until: now + reasonsFreshMs, reasons });
    // What failed is asked again.
    reasons.catch(() => answers.delete(key));
    return reasons;
  };
}
