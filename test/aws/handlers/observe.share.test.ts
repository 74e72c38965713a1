import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ObserverSettings } from "../../../src/aws/handlers/observe.ts";
import { embeddedMetricFaults } from "../../support/embedded-metrics.ts";
import { accepted, failed, observedAt, observedLines, published, rejected } from "../../support/observed.ts";

type Line = Readonly<Record<string, unknown>>;

const linesOf = (
  work: Parameters<typeof observedLines>[0],
  acceptedShare: number,
  more: Partial<ObserverSettings> = {},
): readonly Line[] => observedLines(work, { acceptedShare, ...more }).map((line) => JSON.parse(line));

const ids = Array.from({ length: 4_000 }, () => `dlv_${randomUUID()}`);

/** Ids of the deliveries whose lines each function writes. */
const received = (share: number): readonly unknown[] =>
  linesOf((to) => {
    for (const deliveryId of ids) to.received({ ...accepted, deliveryId });
  }, share).flatMap(({ id }) => (id === undefined ? [] : [id]));
const told = (share: number): readonly unknown[] =>
  linesOf((to) => {
    for (const deliveryId of ids) to.published({ ...published, deliveryId });
  }, share).flatMap(({ id }) => (id === undefined ? [] : [id]));

describe("the share of accepted deliveries that have lines", () => {
  it("is as large as configured", () => {
    // Four standard deviations of a fair choice.
    const { length } = received(0.1);
    expect(length).toBeGreaterThan(400 - 4 * 19);
    expect(length).toBeLessThan(400 + 4 * 19);
  });

  it("holds the same deliveries in both functions, and those of a smaller share", () => {
    expect(told(0.1)).toEqual(received(0.1));
    expect(received(0.3)).toEqual(expect.arrayContaining([...received(0.1)]));
  });

  it("0 writes none of them, 1 all", () => {
    expect(received(0)).toEqual([]);
    expect(received(1)).toEqual(ids);
  });

  it("is named in the lines that are written, so that a query can reckon with it", () => {
    const [line] = linesOf((to) => to.received({ ...accepted, deliveryId: "dlv_00000000-0000" }), 0.1);
    expect(line).toMatchObject({ message: "delivery accepted", share: 0.1 });
    const [whole] = linesOf((to) => to.received(accepted), 1);
    expect(whole).not.toHaveProperty("share");
  });

  it("leaves the metrics exact: a line that is left out is its metrics alone", () => {
    const lines = linesOf((to) => {
      for (const deliveryId of ids) to.received({ ...accepted, deliveryId });
    }, 0.1);
    expect(lines).toHaveLength(ids.length);
    expect(lines.every((line) => line.accepted === 1)).toBe(true);
    const short = lines.find(({ id }) => id === undefined);
    expect(Object.keys(short ?? {})).toEqual([
      ...["service", "source", "accepted", "receiveDuration", "deadlineShare", "_aws"],
    ]);
    expect(embeddedMetricFaults(JSON.stringify(short), observedAt)).toEqual([]);
  });

  it("without metrics, a line that is left out is nothing", () => {
    expect(linesOf((to) => to.received(accepted), 0, { metricsNamespace: undefined })).toEqual([]);
  });

  it("does not hold for what an operator should see, nor for an id of another form", () => {
    const lines = linesOf((to) => {
      to.received(rejected);
      to.received(failed);
      to.received({ ...accepted, outcome: "handshake", handshake: "challenge" });
      to.published({ ...published, outcome: "parked" });
      to.published({ ...published, outcome: "deferred" });
      to.published({ ...published, outcome: "unrecorded" });
      to.received({ ...accepted, deliveryId: "dlv_x" });
    }, 0);
    expect(lines.map(({ outcome }) => outcome)).toEqual([
      ...["rejected", "failed", "handshake", "parked", "deferred", "unrecorded", "accepted"],
    ]);
  });
});
