import { describe, expect, it } from "vitest";
import { bridgeOf } from "../../bench/catalogue.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { fixedCost } from "../../src/cost/fixed.ts";
import { accessLogBytes } from "../../src/cost/logs.ts";
import { footing, managedCost, managedServices } from "../../src/cost/managed.ts";
import { type Cost, costOf } from "../../src/cost/model.ts";
import { assumedMs, type CostQuestion, doorOptions, withOptions } from "../../src/cost/question.ts";
import { tracesOf } from "../../src/cost/traces.ts";
import { accessLogFormat } from "../../src/stack/front-doors/logs/access-log.ts";

const stage = "prod";

const bill = (options: DeploymentOptions = {}, question: Partial<CostQuestion> = {}): Promise<Cost> =>
  costOf({
    bridge: bridgeOf(5, options),
    stage,
    webhooks: 1e6,
    size: 2_048,
    batchSize: 1,
    ...assumedMs,
    ...question,
  });

const countOf = ({ lines }: Pick<Cost, "lines">, wanted: string): number | undefined =>
  lines.find(({ what }) => what === wanted)?.count;

describe("what is paid by the month", () => {
  it("grows with each source by its metrics, and not where only totals are counted", () => {
    const series = (sources: number, options: DeploymentOptions): number =>
      fixedCost(bridgeOf(sources, options), stage).series.quiet;
    const [one, two, three] = [1, 2, 3].map((sources) => series(sources, {}));
    expect(two).toBeGreaterThan(Number(one));
    expect(Number(three) - Number(two)).toBe(Number(two) - Number(one));
    expect(series(3, { metrics: "totals" })).toBe(series(1, { metrics: "totals" }));
    expect(series(1, { metrics: "totals" })).toBe(Number(one) / 2);
  });

  it("has more metrics in a month in which everything happens", () => {
    const { series } = fixedCost(bridgeOf(5), stage);
    expect(series.most).toBeGreaterThan(series.quiet);
  });

  it("counts the dashboard, the metrics that alarms read, and five long polls of each queue", () => {
    const lines = fixedCost(bridgeOf(5), stage).lines;
    expect(countOf({ lines }, "CloudWatch: dashboards")).toBe(1);
    expect(countOf({ lines }, "CloudWatch: metrics of alarms")).toBeGreaterThan(10);
    expect(countOf({ lines }, "SQS: polls of idle queues")).toBe(657_000);
  });

  it("counts secrets where Secrets Manager has them, and no polls where pollers are provisioned", () => {
    const { lines } = fixedCost(
      bridgeOf(5, {
        secrets: { store: "secrets-manager" },
        queue: { pollers: { minimum: 2, maximum: 4 } },
      }),
      stage,
    );
    expect(countOf({ lines }, "Secrets Manager: secrets")).toBe(5);
    expect(countOf({ lines }, "SQS: polls of idle queues")).toBeUndefined();
  });
});

describe("what grows with the webhooks", () => {
  it("is dearer in batches of one, whose calls of publish nothing shares", async () => {
    const [single, full] = [await bill(), await bill({}, { batchSize: 10 })];
    expect(countOf(single, "Lambda invocations")).toBe(2_000_000);
    expect(countOf(full, "Lambda invocations")).toBe(1_100_000);
    expect(single.running).toBeGreaterThan(full.running);
    expect(single.total).toBeCloseTo(single.running + single.kept + single.fixed, 9);
  });

  it("has the access log of an API, and none of a function URL", async () => {
    const [api, url] = [await bill(), await bill(doorOptions("function-url"))];
    expect(api.logs.access).toBe(accessLogBytes(accessLogFormat));
    expect(url.logs.access).toBe(0);
    expect(countOf(url, "HTTP API requests")).toBeUndefined();
    expect(api.running - url.running).toBeGreaterThan(1);
  });

  it("writes fewer bytes where lines of accepted deliveries are left out", async () => {
    const [all, none] = [await bill(), await bill({ logs: { accepted: 0 } })];
    expect(none.logs.receive).toBeLessThan(all.logs.receive * 0.8);
    expect(none.series.quiet).toBe(all.series.quiet);
  });

  it("counts traces only where they are recorded", async () => {
    expect(countOf(await bill(), "X-Ray: traces")).toBeUndefined();
    expect(countOf(await bill({ tracing: true }), "X-Ray: traces")).toBeCloseTo(2 * tracesOf(1e6), 3);
  });

  it("counts what goes into lakes in Firehose's steps of 5 KB, and for as long as it is kept", async () => {
    const bridge = bridgeOf(5);
    const lakeOf = async (days: number) => {
      const cost = await bill({}, { bridge: { ...bridge, buses: new Map([["main", { lake: { days } }]]) } });
      return [countOf(cost, "Firehose: lakes, GB"), countOf(cost, "S3: lakes, GB and month")];
    };
    const [gigabytes, kept] = await lakeOf(30);
    expect(gigabytes).toBeCloseTo(5.12, 5);
    expect(kept).toBeGreaterThan(0.3);
    expect(await lakeOf(300)).toEqual([gigabytes, expect.closeTo(Number(kept) * 10, 5)]);
  });

  it("counts archives and forwarded events of the sources whose buses have them", async () => {
    const bridge = bridgeOf(2);
    const archived = { ...bridge, buses: new Map([["main", { archiveDays: 30 }]]) };
    const { kept } = await bill({}, { bridge: archived });
    expect(kept).toBeGreaterThan(0.1);
    expect((await bill({}, { bridge })).kept).toBe(0);
  });
});

it("knows how many of evenly spread calls Lambda traces: each, where they are rare, and 5 %, where they are many", () => {
  expect(tracesOf(100) / 100).toBeGreaterThan(0.99);
  expect(tracesOf(1e12) / 1e12).toBeCloseTo(0.05, 4);
});

it("fills an access log's variables with what a gateway writes", () => {
  expect(accessLogBytes('{"status":"$context.status"}')).toBe('{"status":"200"}\n'.length);
  expect(accessLogBytes("$context.somethingNew")).toBe("somethingNew\n".length);
});

it("puts options before those of the configuration and of the stage", () => {
  const bridge = bridgeOf(1, { logDays: 7 });
  const staged = { ...bridge, stages: new Map([[stage, { deployment: { metrics: "by-source" as const } }]]) };
  const changed = withOptions(staged, stage, { metrics: "totals" });
  expect(changed.stages.get(stage)?.deployment?.metrics).toBe("totals");
  expect(changed.deployment).toEqual({ logDays: 7, metrics: "totals" });
});

it("asks for what a managed plan asks, and says what it includes", () => {
  const [team] = managedServices;
  if (!team) throw new Error("no service");
  expect(managedCost(team, 10_000)).toBe(39);
  expect(managedCost(team, 1_010_000)).toBe(49);
  expect(footing(team)).toBe("7 days kept, 5 a second");
});
