import { BridgeError } from "../../../core/errors.ts";
import type { SubscriptionRow } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { readSeries, type SeriesQuery } from "../figures/read-metrics.ts";
import type { DeployedRule } from "./bus-rules.ts";

/** What EventBridge did with a rule in the last hour. */
export type RuleHour = Pick<SubscriptionRow, "matched" | "failed">;

/** CloudWatch's names of them. */
const ruleMetrics = { matched: "MatchedEvents", failed: "FailedInvocations" } as const;

const ruleHourMs = 3_600_000;

const ruleQuery = ({ bus, name }: DeployedRule, metric: string): SeriesQuery => ({
  namespace: "AWS/Events",
  metric,
  dimensions: { EventBusName: bus.busName, RuleName: name },
  statistic: "Sum",
  periodSeconds: 60,
});

/**
 * The last hour of rules, by their ARNs: of those in the bridge's own region, where its CloudWatch has their metrics. CloudWatch has no figure of a
 * minute without an event. Empty where it may not be asked.
 */
export async function ruleHours(
  context: DeployedContext,
  rules: readonly DeployedRule[],
): Promise<ReadonlyMap<string, RuleHour>> {
  const asked = rules.filter(({ bus }) => bus.region === context.region);
  if (asked.length === 0) return new Map();
  const queries = asked.flatMap((rule) =>
    Object.values(ruleMetrics).map((metric) => ruleQuery(rule, metric)),
  );
  const to = context.now();
  try {
    const series = await readSeries(context, queries, { from: to - ruleHourMs, to });
    const sum = (index: number): number => (series[index] ?? []).reduce((all, { value }) => all + value, 0);
    return new Map(
      asked.map(({ arn }, index) => [arn, { matched: sum(2 * index), failed: sum(2 * index + 1) }]),
    );
  } catch (error) {
    if (error instanceof BridgeError) return new Map();
    throw error;
  }
}
