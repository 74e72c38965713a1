/** What the alarms add to a month without a webhook, at CloudWatch's prices: 0.10 dollars for each metric that an alarm reads. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { github } from "../../../../src/providers/index.ts";
import { buildStack } from "../../../../src/stack/build-stack.ts";
import { publishLine, receiveLine } from "../../support/cloudwatch/written-lines.ts";

const names = ["one", "two", "three", "four", "five"];

/** The alarms of five sources, and how many metrics they read. */
function alarmsOfFive(perSource: boolean): { readonly alarms: number; readonly metrics: number } {
  const sources = Object.fromEntries(
    names.map((name) => [name, { provider: github, bus: "events" } as const]),
  );
  const bridge = defineBridge({ buses: { events: {} }, sources, deployment: { alarms: { perSource } } });
  const alarms = Object.values(buildStack(bridge, "prod").template.Resources).filter(
    ({ Type }) => Type === "AWS::CloudWatch::Alarm",
  );
  const read = alarms.map(({ Properties: { Metrics } = {} }) =>
    Array.isArray(Metrics)
      ? Metrics.filter((metric) => JSON.stringify(metric).includes("MetricStat")).length
      : 1,
  );
  return { alarms: alarms.length, metrics: read.reduce((sum, count) => sum + count, 0) };
}

/** Series of a month in which all is well: of each function's line, in total and of each source. */
const series = [receiveLine(), publishLine()]
  .map((line) => JSON.parse(line)._aws.CloudWatchMetrics[0].Metrics.length * (1 + names.length))
  .reduce((sum, count) => sum + count, 0);

/** Series, dashboard, and the empty receives of the pollers (0.26, by performance.md's model). */
const others = series * 0.3 + 3 + 0.26;

it("by default, a month with five sources and no webhook is at most 14 dollars", () => {
  expect(others + alarmsOfFive(false).metrics * 0.1).toBeLessThanOrEqual(14);
});

it("with all alarms, at most 18", () => {
  expect(others + alarmsOfFive(true).metrics * 0.1).toBeLessThanOrEqual(18);
});

it("docs/alarms.md says how many there are", () => {
  const page = readFileSync(new URL("../../../../docs/alarms.md", import.meta.url), "utf8").replaceAll(
    "\n",
    " ",
  );
  const [usual, all] = [alarmsOfFive(false), alarmsOfFive(true)];
  expect(page).toContain(`has ${usual.alarms} alarms that read ${usual.metrics} metrics`);
  expect([all.alarms - usual.alarms, all.metrics - usual.metrics]).toEqual([4 * 5, 5 * 5]);
  expect(page).toContain("adds four alarms that read five metrics for each source");
});
