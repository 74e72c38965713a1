import { describe, expect, it } from "vitest";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { metricUnits } from "../../src/core/metrics.ts";
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

/** Alarms on the stack's own metrics. */
const alarmsOf = (options: DeploymentOptions) =>
  Object.entries(stackOf(options).template.Resources).flatMap(([id, { Type, Properties }]) =>
    Type === "AWS::CloudWatch::Alarm" && Properties?.Namespace === namespace ? [{ id, ...Properties }] : [],
  ) as { id: string; MetricName: string; Dimensions: { Name: string; Value: string }[] }[];

describe.each([{}, { metrics: "totals" }] as const)("with %o", (options) => {
  it("every metric that is counted is read by an alarm or a graph, and no other is", () => {
    const read = new Set([...shown(options), ...alarmsOf(options).map(({ MetricName }) => MetricName)]);
    expect([...read].sort()).toEqual(Object.keys(metricUnits).sort());
  });
});

describe("totals", () => {
  it("have no alarm and no graph by source", () => {
    for (const { Dimensions } of alarmsOf({ metrics: "totals" }))
      expect(Dimensions.map(({ Name }) => Name)).toEqual(["service"]);
    expect(dashboardOf({ metrics: "totals" })).not.toContain("source");
  });

  it("have one alarm on authentication failures, in place of one a source", () => {
    const ids = (options: DeploymentOptions) =>
      alarmsOf(options).flatMap(({ id, MetricName }) =>
        MetricName === "authenticationFailures" ? [id] : [],
      );
    expect(ids({ metrics: "totals" })).toEqual(["AuthenticationAlarm"]);
    expect(ids({})).toEqual(["AcmeDashgithubAuthenticationAlarm", "AcmeDashslackAuthenticationAlarm"]);
  });

  it("keep the statistic of each graph", () => {
    expect(dashboardOf({ metrics: "totals" })).toContain(
      '["Hookbridge/hookbridge-prod","receiveDuration","service","receive",{"stat":"p99"}]',
    );
  });
});
