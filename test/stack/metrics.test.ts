import { describe, expect, it } from "vitest";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { metricUnits } from "../../src/core/logs/metrics.ts";
import { properties, stackOf } from "./support/stack-of.ts";

const namespace = "Hookbridge/hookbridge-prod";

/** Texts of the dashboard's expressions and metrics. */
const dashboardOf = (options: DeploymentOptions): string =>
  (properties(stackOf(options), "Dashboard") as { DashboardBody: { "Fn::Sub": string } }).DashboardBody[
    "Fn::Sub"
  ];

/** The stack's own metrics that its dashboard shows. */
function shown(options: DeploymentOptions): readonly string[] {
  const text = dashboardOf(options);
  const searched = text.matchAll(/MetricName=\\"([A-Za-z]+)\\"/g);
  const listed = text.matchAll(/\["Hookbridge\/hookbridge-prod","([A-Za-z]+)"/g);
  return [...searched, ...listed].map(([, name = ""]) => name);
}

interface Statistic {
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string }[];
}

/** The stack's own metrics that its alarms read, each with the alarm's id. */
const alarmed = (options: DeploymentOptions): readonly (readonly [id: string, read: Statistic])[] =>
  Object.entries(stackOf(options).template.Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== "AWS::CloudWatch::Alarm") return [];
    const { Metrics = [] } = Properties as { Metrics?: readonly { MetricStat?: { Metric: Statistic } }[] };
    const read = [Properties as unknown as Statistic, ...Metrics.map(({ MetricStat }) => MetricStat?.Metric)];
    return read.flatMap((one) => (one?.Namespace === namespace ? [[id, one] as const] : []));
  });

/** The metrics that metric filters of the stack count in logs. */
const filtered = (options: DeploymentOptions): readonly string[] =>
  Object.values(stackOf(options).template.Resources).flatMap(({ Type, Properties }) => {
    if (Type !== "AWS::Logs::MetricFilter") return [];
    const { MetricTransformations } = Properties as {
      MetricTransformations: readonly { MetricName: string; MetricNamespace: string }[];
    };
    return MetricTransformations.flatMap(({ MetricName, MetricNamespace }) =>
      MetricNamespace === namespace ? [MetricName] : [],
    );
  });

describe.each([{}, { metrics: "totals" }] as const)("with %o", (options) => {
  it("every metric that is counted is read by an alarm or a graph, and no other is", () => {
    const read = new Set([...shown(options), ...alarmed(options).map(([, { MetricName }]) => MetricName)]);
    expect([...read].sort()).toEqual([...Object.keys(metricUnits), ...filtered(options)].sort());
  });
});

describe("totals", () => {
  it("have no alarm and no graph by source", () => {
    const ours = alarmed({ metrics: "totals" }).filter(([, { MetricName }]) => MetricName in metricUnits);
    expect(ours.length).toBeGreaterThan(3);
    for (const [, { Dimensions }] of ours) expect(Dimensions.map(({ Name }) => Name)).toEqual(["service"]);
    expect(dashboardOf({ metrics: "totals" })).not.toContain("source");
  });

  it("are what the alarm on authentication failures reads", () => {
    const read = alarmed({ metrics: "totals" }).filter(([id]) => id === "AuthenticationAlarm");
    expect(read.map(([, { MetricName }]) => MetricName)).toEqual(["authenticationFailures"]);
  });

  it("keep the statistic of each graph", () => {
    expect(dashboardOf({ metrics: "totals" })).toContain(
      '["Hookbridge/hookbridge-prod","receiveDuration","service","receive",{"stat":"p99"}]',
    );
  });
});
