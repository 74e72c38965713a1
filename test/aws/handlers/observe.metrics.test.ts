import { describe, expect, it } from "vitest";
import type { ObserverSettings } from "../../../src/aws/handlers/observe.ts";
import { type BridgeMetric, metricUnits } from "../../../src/core/logs/metrics.ts";
import type { PublishReport } from "../../../src/publish/ports.ts";
import type { ReceiveReport } from "../../../src/receive/ports.ts";
import { embeddedMetricFaults } from "../../support/embedded-metrics.ts";
import {
  accepted,
  failed,
  observedAt,
  observedLines,
  observedNames,
  published,
  rejected,
} from "../../support/observed.ts";

type Line = Readonly<Record<string, unknown>>;

const receiveLines = (report: ReceiveReport, settings?: Partial<ObserverSettings>) =>
  observedLines(({ received }) => received(report), settings);
const publishLines = (report: PublishReport, settings?: Partial<ObserverSettings>) =>
  observedLines((to) => to.published(report), settings, "publish");

const parsed = (lines: readonly string[]): Line => JSON.parse(lines[0] ?? "{}");

/** The one directive of a line. */
const directiveOf = (line: Line) =>
  (
    line._aws as {
      CloudWatchMetrics: [{ Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] }];
    }
  ).CloudWatchMetrics[0];

const metricsOf = (line: Line): Readonly<Record<string, unknown>> =>
  Object.fromEntries(directiveOf(line).Metrics.map(({ Name }) => [Name, line[Name]]));

/** A line with each metric, and its value there. */
const cases: Readonly<Record<BridgeMetric, readonly [lines: readonly string[], value: number]>> = {
  accepted: [receiveLines(accepted), 1],
  authenticationFailures: [receiveLines(rejected), 1],
  clockSkew: [receiveLines({ ...rejected, reason: "timestamp-ahead" }), 1],
  // Slack waits three seconds.
  deadlineShare: [receiveLines(accepted), 50],
  failed: [receiveLines(failed), 1],
  olderSecretMatched: [receiveLines({ ...accepted, secretIndex: 1 }), 1],
  oversize: [receiveLines({ ...rejected, status: 413, code: "body-too-large" }), 1],
  receiveDuration: [receiveLines(accepted), 1_500],
  deliveriesParked: [publishLines({ ...published, outcome: "parked" }), 1],
  eventsDropped: [publishLines({ ...published, dropped: 3 }), 3],
  eventsDuplicate: [publishLines(published), 1],
  eventsPublished: [publishLines(published), 2],
  publishAge: [publishLines(published), 40],
};

/** Lines of every outcome. */
const everyLine: readonly string[] = [
  ...Object.values(cases).flatMap(([lines]) => lines),
  ...receiveLines({ ...accepted, outcome: "handshake" }),
  ...receiveLines({ ...rejected, source: undefined, provider: undefined, reason: "unknown-source" }),
  ...publishLines({ ...published, outcome: "deferred" }),
  ...publishLines({ ...published, source: undefined, deliveryId: undefined, outcome: "parked" }),
  ...receiveLines(accepted, { metrics: "totals" }),
  ...receiveLines(accepted, { acceptedShare: 0 }),
];

describe("what is counted", () => {
  it.each(Object.entries(cases))("%s, with its unit", (name, [lines, value]) => {
    expect(metricsOf(parsed(lines))[name]).toBe(value);
    const unit = metricUnits[name as BridgeMetric];
    expect(directiveOf(parsed(lines)).Metrics).toContainEqual({ Name: name, Unit: unit });
  });

  it("is the list of core/logs/metrics.ts and nothing else", () => {
    const counted = new Set(everyLine.flatMap((line) => Object.keys(metricsOf(JSON.parse(line)))));
    expect([...counted].sort()).toEqual(Object.keys(metricUnits).sort());
  });

  it("is only what there is cause for", () => {
    expect(metricsOf(parsed(receiveLines(accepted)))).toEqual({
      accepted: 1,
      receiveDuration: 1_500,
      deadlineShare: 50,
    });
    expect(metricsOf(parsed(publishLines({ ...published, duplicates: 0 })))).toEqual({
      eventsPublished: 2,
      publishAge: 40,
    });
  });

  it("a key that may not be fetched now counts for no alarm: strangers make up names of keys", () => {
    const report = { ...rejected, status: 503, code: "key-not-fetched", reason: "key-not-fetched" } as const;
    expect(Object.keys(metricsOf(parsed(receiveLines(report))))).toEqual([
      "receiveDuration",
      "deadlineShare",
    ]);
  });

  it("a ledger that was not written counts nothing: the message's own line does", () => {
    expect(parsed(publishLines({ ...published, outcome: "unrecorded" }))._aws).toBeUndefined();
  });
});

describe("the embedded metric format", () => {
  it.each(everyLine.map((line) => [line]))("takes %s", (line) => {
    expect(embeddedMetricFaults(line, observedAt)).toEqual([]);
  });

  const broken: readonly (readonly [what: string, change: (line: Line) => object, says: string])[] = [
    [
      "seconds",
      (line) => ({ _aws: { ...(line._aws as object), Timestamp: 1 } }),
      "no time in milliseconds: 1",
    ],
    [
      "a dimension that is no member",
      () => ({ source: undefined }),
      "the dimension source is no text in the line",
    ],
    [
      "a metric without a value",
      () => ({ accepted: undefined }),
      "the metric accepted has no number in the line",
    ],
    ["no directive", () => ({ _aws: { Timestamp: observedAt } }), "no metric directives"],
  ];
  it.each(broken)("refuses %s", (_what, change, says) => {
    const line = parsed(receiveLines(accepted));
    expect(embeddedMetricFaults(JSON.stringify({ ...line, ...change(line) }), observedAt)).toEqual([says]);
  });

  it("no metric has the name of a field of the log", () => {
    const fields = Object.keys(
      parsed(receiveLines({ ...rejected, detail: "" }, { metricsNamespace: undefined })),
    );
    expect(fields.filter((name) => Object.hasOwn(metricUnits, name))).toEqual([]);
  });
});

describe("what CloudWatch charges for", () => {
  /** The metrics with each of their dimensions' values, of five sources without a failure: docs/configuration.md says how many. */
  const seriesOf = (metrics: ObserverSettings["metrics"]): number => {
    const lines = observedNames.flatMap((source) => [
      ...receiveLines({ ...accepted, source }, { metrics }),
      ...publishLines({ ...published, source, duplicates: 0 }, { metrics }),
    ]);
    const series = lines.flatMap((text) => {
      const line: Line = JSON.parse(text);
      const { Dimensions, Metrics } = directiveOf(line);
      return Dimensions.flatMap((set) =>
        Metrics.map(({ Name }) => [Name, ...set.map((name) => line[name])].join(" ")),
      );
    });
    return new Set(series).size;
  };

  it("is 30 metrics for five sources, and 5 with totals", () => {
    expect(seriesOf("by-source")).toBe(30);
    expect(seriesOf("totals")).toBe(5);
  });
});

describe("dimensions", () => {
  it("are the function, and the function with the source", () => {
    const line = parsed(receiveLines(accepted));
    expect(directiveOf(line).Dimensions).toEqual([["service"], ["service", "source"]]);
    expect(line).toMatchObject({ service: "receive", source: "acme-slack" });
  });

  it("with totals: the function alone", () => {
    expect(directiveOf(parsed(receiveLines(accepted, { metrics: "totals" }))).Dimensions).toEqual([
      ["service"],
    ]);
  });

  it("without a namespace there are no metrics, and the line is the log's alone", () => {
    const line = parsed(receiveLines(accepted, { metricsNamespace: undefined }));
    expect(line).toMatchObject({ message: "delivery accepted", source: "acme-slack" });
    expect(Object.keys(line)).not.toEqual(expect.arrayContaining(["_aws"]));
    expect(line.accepted).toBeUndefined();
  });
});
