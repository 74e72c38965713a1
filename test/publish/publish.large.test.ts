import { describe, expect, it } from "vitest";
import type { BusEntry } from "../../src/core/event.ts";
import { publish } from "../../src/publish/publish.ts";
import { publishInOrder } from "../../src/publish/publish-in-order.ts";
import { bridge, deliveryOf, publishPorts } from "../support/fakes.ts";
import { tooLarge } from "../support/put-entries.ts";

const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };

/** Deliveries of some bytes each, and an EventBridge that takes entries with less detail than `takes`. */
function world(source: string, takes: number, ...sizes: readonly number[]) {
  const made = sizes.map((size, index) =>
    deliveryOf(`{"type":"a","subject":"s","id":"${index}","pad":"${"x".repeat(size)}"}`, {
      id: `dlv_${index}`,
      source,
    }),
  );
  const ports = publishPorts(made);
  const takesAll = ports.state.answer;
  ports.state.answer = (event) => (event.detail.length < takes ? takesAll(event) : tooLarge);
  const messages = made.map(({ id }) => ({ messageId: `m-${id}`, group: "s", body: "" }));
  return { ...ports, messages };
}

const claimOf = ({ detail }: BusEntry): unknown => JSON.parse(detail).dataref;
const idsOf = (entries: readonly BusEntry[]) => entries.map(({ id }) => id);

describe("an event that EventBridge finds too large", () => {
  it("is published as a claim check with the same id and key, and recorded; its neighbours have their data", async () => {
    const { messages, ports, put, recorded, kept } = world("acme", 5_000, 10, 9_000, 10);
    expect(await publish(messages, config, ports)).toEqual([]);
    expect(idsOf(put)).toEqual(["0", "2", "1"]);
    expect(put.map(claimOf).map((claim) => claim !== undefined)).toEqual([false, false, true]);
    expect([...recorded].sort()).toEqual(["acme#id:0", "acme#id:1", "acme#id:2"]);
    const whole = world("acme", 1_000_000, 10, 9_000, 10);
    await publish(whole.messages, config, whole.ports);
    expect(whole.recorded).toEqual(recorded);
    expect(whole.kept).toEqual([]);
    expect(JSON.parse(whole.put[1]?.detail ?? "").data).toEqual(
      JSON.parse(Buffer.from(kept[0]?.bytes ?? []).toString()),
    );
  });

  it("keeps its place in an order", async () => {
    const { messages, ports, put } = world("ordered", 5_000, 10, 9_000, 10);
    expect(await publishInOrder(messages, config, ports)).toEqual([]);
    expect(idsOf(put)).toEqual(["0", "1", "2"]);
  });

  it("is parked with its reason when a claim check is too large as well", async () => {
    const { messages, ports, put, parked } = world("acme", 100, 10);
    expect(await publish(messages, config, ports)).toEqual([]);
    expect(put).toEqual([]);
    expect(parked).toEqual([
      expect.objectContaining({ code: "bus-refused", reason: expect.stringMatching(/entry is too large/) }),
    ]);
  });

  it("stays in the queue while its payload can't be stored", async () => {
    const { messages, ports, put, reports, state } = world("acme", 5_000, 9_000, 10);
    state.fail = "claims";
    expect(await publish(messages, config, ports)).toEqual(["m-dlv_0"]);
    expect(idsOf(put)).toEqual(["1"]);
    expect(reports[0]).toMatchObject({ outcome: "deferred", code: "claim-check-failed" });
    state.fail = undefined;
    expect(await publish(messages, config, ports)).toEqual([]);
    expect(idsOf(put)).toEqual(["1", "0"]);
  });
});

describe("eventBytes of a bus", () => {
  const limited = { ...config, eventBytes: new Map([["main", 100_000]]) };

  it("makes a claim check of what is not smaller, without asking EventBridge first", async () => {
    const { messages, ports, put } = world("acme", 100_000, 10, 200_000);
    expect(await publish(messages, limited, ports)).toEqual([]);
    expect(put.map(claimOf).map((claim) => claim !== undefined)).toEqual([false, true]);
    expect(put.map(({ limitBytes }) => limitBytes)).toEqual([100_000, 100_000]);
  });

  it("holds for that bus only, and gives the same ids and keys", async () => {
    const other = { ...config, eventBytes: new Map([["other", 100_000]]) };
    const [one, two] = [world("acme", 1_000_000, 200_000), world("acme", 1_000_000, 200_000)];
    await publish(one.messages, limited, one.ports);
    await publish(two.messages, other, two.ports);
    expect([one, two].map(({ put }) => put.map(claimOf).filter(Boolean).length)).toEqual([1, 0]);
    expect(idsOf(one.put)).toEqual(idsOf(two.put));
    expect(one.recorded).toEqual(two.recorded);
  });
});
