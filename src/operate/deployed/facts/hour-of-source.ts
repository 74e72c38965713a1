import type { RequestRow } from "../../requests.ts";
import type { DeployedContext } from "../context.ts";
import { clockMarginMs, fieldIsOneOf, functionLineIn, logGroupsOf } from "../logs/read-lines.ts";
import { runQuery } from "../logs/run-query.ts";

const factsOfMs = 3_600_000;

/** What came to a source in the hour up to a request, by what the log has of it. */
export interface HourOfSource {
  readonly accepted: number;
  /** Of these, those that matched a secret that is not the newest. */
  readonly matchedOlder: number;
  /** Refusals with the request's own reason, itself among them, and when the first of them was. */
  readonly alike: number;
  readonly firstAlikeAt: string | undefined;
}

/** Counts by one query of Logs Insights, which counts itself: no line but the first of each kind is read. */
export async function hourOfSource(
  context: DeployedContext,
  { source, at, reason }: RequestRow,
): Promise<HourOfSource> {
  const to = Date.parse(at);
  const { rows } = await runQuery(context, {
    groups: logGroupsOf(context, ["receive"]),
    from: to - factsOfMs,
    // A line is written when the request has been answered.
    to: to + clockMarginMs,
    text: [
      `filter ispresent(id) and ${fieldIsOneOf("source", [source])}`,
      `filter ${fieldIsOneOf("outcome", ["accepted", "rejected"])}`,
      "stats count(*) as number, earliest(@message) as line by outcome, reason, secretIndex",
    ].join(" | "),
    limit: 1_000,
  });
  const sumOf = (some: typeof rows): number => some.reduce((sum, { number }) => sum + Number(number), 0);
  const accepted = rows.filter(({ outcome }) => outcome === "accepted");
  const alike = rows.filter((row) => row.outcome === "rejected" && row.reason === reason);
  const times = alike.flatMap(({ line = "" }) => functionLineIn(line)?.time ?? []);
  return {
    accepted: sumOf(accepted),
    matchedOlder: sumOf(accepted.filter(({ secretIndex = "0" }) => secretIndex !== "0")),
    alike: sumOf(alike),
    firstAlikeAt: times.toSorted()[0],
  };
}
