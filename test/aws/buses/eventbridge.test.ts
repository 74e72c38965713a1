import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { describe, expect, it } from "vitest";
import { eventBridgeBus } from "../../../src/aws/buses/eventbridge.ts";
import type { BusEntry } from "../../../src/core/event.ts";
import { network, type Sent } from "../../support/aws-network.ts";

const event = (id: string, change: Partial<BusEntry> = {}): BusEntry => ({
  id,
  eventSource: "com.acme",
  detailType: "t",
  time: new Date(0),
  bus: "main",
  detail: `{"id":"${id}"}`,
  key: id,
  ...change,
});

const inTime = () => false;

const entriesOf = ({ body }: Sent) => (JSON.parse(body) as { Entries: { Detail: string }[] }).Entries;
const taken = (sent: Sent) => ({
  status: 200,
  body: { Entries: entriesOf(sent).map(() => ({ EventId: "e" })) },
});

describe("an entry that fails its whole call fails alone", () => {
  it.each(["SerializationException", "ValidationException", "SomethingNewException"])(
    "%s",
    async (__type) => {
      const { settings } = network((sent) =>
        sent.body.includes("poison") ? { status: 400, body: { __type } } : taken(sent),
      );
      const bus = eventBridgeBus(new EventBridgeClient(settings), (name) => name);
      const results = await bus.put([event("1"), event("poison"), event("3")], inTime);
      expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    },
  );

  it("a time that the SDK can't write", async () => {
    const { settings } = network(taken);
    const bus = eventBridgeBus(new EventBridgeClient(settings), (name) => name);
    const results = await bus.put(
      [event("1"), event("2", { time: new Date(Number.NaN) }), event("3")],
      inTime,
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  it.each([
    ["throttling", { status: 400, body: { __type: "ThrottlingException" } }],
    ["a fault of the service", { status: 500, body: { __type: "InternalFailure" } }],
    ["a reset", Object.assign(new Error("reset"), { code: "ECONNRESET" })],
    ["no answer in time", Object.assign(new Error("late"), { name: "TimeoutError" })],
    ["an answer that breaks off", { status: 200, body: { Entries: [{ EventId: "e" }] }, cut: 20 }],
    ["an error that breaks off", { status: 503, body: { __type: "InternalFailure" }, cut: 12 }],
  ])("but %s leads to one retry of the whole batch, not to a call for each entry", async (_, answer) => {
    const { sent, settings } = network(() => answer);
    const bus = eventBridgeBus(new EventBridgeClient(settings), (name) => name);
    const results = await bus.put([event("1"), event("2")], inTime);
    expect(results.map((result) => !result.ok && result.retryable)).toEqual([true, true]);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["between two calls", undefined, 11],
    ["among those that are put alone after a call was refused whole", "SerializationException", 2],
  ])("begins no call once its time is up, %s", async (_, refusal, count) => {
    const { sent, settings } = network((one) =>
      refusal && entriesOf(one).length > 1 ? { status: 400, body: { __type: refusal } } : taken(one),
    );
    const events = Array.from({ length: count }, (_, at) => event(String(at)));
    const bus = eventBridgeBus(new EventBridgeClient(settings), (name) => name);
    const calls = refusal ? 2 : 1;
    const results = await bus.put(events, () => sent.length >= calls);
    expect(sent).toHaveLength(calls);
    expect(results.map(({ ok }) => ok)).toEqual(events.map((_, at) => at < count - 1));
    expect(results.at(-1)).toMatchObject({ retryable: true, code: "TimeIsUp" });
  });

  it("does not quote the payload", async () => {
    const { settings } = network(() => ({
      status: 400,
      body: { __type: "ValidationException", message: "hush" },
    }));
    const [result] = await eventBridgeBus(new EventBridgeClient(settings), (name) => name).put(
      [event("1")],
      inTime,
    );
    expect(JSON.stringify(result)).not.toContain("hush");
  });
});
