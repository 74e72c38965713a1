import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { describe, expect, it, vi } from "vitest";
import { dynamoLedger } from "../../src/aws/dynamodb.ts";
import { eventBridgeBus } from "../../src/aws/eventbridge.ts";
import type { BusEntry } from "../../src/core/event.ts";
import { publish } from "../../src/publish/publish.ts";
import { bridge, deliveryOf, publishPorts } from "../support/fakes.ts";

interface Sent {
  readonly target: string;
  readonly body: string;
}

/** Client settings with a network that answers as `answer` says. */
function network(answer: (sent: Sent) => { status: number; body: object; cut?: number } | Error) {
  const sent: Sent[] = [];
  const handle = async (request: { headers: Record<string, string>; body: Uint8Array }) => {
    const { buffer, byteOffset, byteLength } = request.body;
    const one = {
      target: request.headers["x-amz-target"] ?? "",
      body: Buffer.from(buffer, byteOffset, byteLength).toString(),
    };
    sent.push(one);
    const found = answer(one);
    if (found instanceof Error) throw found;
    const text = JSON.stringify(found.body);
    return {
      response: { statusCode: found.status, headers: {}, body: Buffer.from(text.slice(0, found.cut)) },
    };
  };
  const requestHandler = { handle, destroy: () => {}, metadata: { handlerProtocol: "http/1.1" } };
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return { sent, settings: { region: "us-east-1", credentials, maxAttempts: 1, requestHandler } as never };
}

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
      const bus = eventBridgeBus(new EventBridgeClient(settings), "");
      const results = await bus.put([event("1"), event("poison"), event("3")], inTime);
      expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    },
  );

  it("a time that the SDK can't write", async () => {
    const { settings } = network(taken);
    const bus = eventBridgeBus(new EventBridgeClient(settings), "");
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
  ])("but %s is tried again whole, not eleven times now", async (_, answer) => {
    const { sent, settings } = network(() => answer);
    const bus = eventBridgeBus(new EventBridgeClient(settings), "");
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
    const bus = eventBridgeBus(new EventBridgeClient(settings), "");
    const calls = refusal ? 2 : 1;
    const results = await bus.put(events, () => sent.length >= calls);
    expect(sent).toHaveLength(calls);
    expect(results.map(({ ok }) => ok)).toEqual(events.map((_, at) => at < count - 1));
    expect(results.at(-1)).toMatchObject({ retryable: true, code: "TimeIsUp" });
  });

  it("says nothing of what was in it", async () => {
    const { settings } = network(() => ({
      status: 400,
      body: { __type: "ValidationException", message: "hush" },
    }));
    const [result] = await eventBridgeBus(new EventBridgeClient(settings), "").put([event("1")], inTime);
    expect(JSON.stringify(result)).not.toContain("hush");
  });
});

describe("the ledger", () => {
  const keysOf = ({ body }: Sent): readonly string[] =>
    (
      JSON.parse(body) as { RequestItems: { t: { PutRequest: { Item: { key: { S: string } } } }[] } }
    ).RequestItems.t.map(({ PutRequest }) => PutRequest.Item.key.S);

  it("records every other chunk though one fails, and says that one did", async () => {
    const { sent, settings } = network((one) =>
      keysOf(one).includes("k30") ? { status: 500, body: {} } : { status: 200, body: {} },
    );
    const ledger = dynamoLedger(new DynamoDBClient(settings), "t", () => 0);
    const keys = Array.from({ length: 100 }, (_, at) => `k${at}`);
    await expect(ledger.record(keys)).rejects.toMatchObject({ code: "ledger-failed" });
    expect(sent.flatMap(keysOf)).toEqual(keys);
  });

  it("writes all chunks at once: together they hang no longer than one", async () => {
    const { sent, settings } = network(() => ({ status: 200, body: {} }));
    const ledger = dynamoLedger(new DynamoDBClient(settings), "t", () => 0);
    let begun = 0;
    (settings as { requestHandler: { handle: unknown } }).requestHandler.handle = async () => {
      begun++;
      await vi.waitUntil(() => begun === 4, { timeout: 1_000 });
      return { response: { statusCode: 200, headers: {}, body: Buffer.from("{}") } };
    };
    await ledger.record(Array.from({ length: 100 }, (_, at) => `k${at}`));
    expect(sent).toEqual([]);
  });

  it("asks again for what DynamoDB left over after a while, not four times at once", async () => {
    const begun = performance.now();
    const busy = () => performance.now() - begun < 200;
    const { sent, settings } = network(({ target, body }) => {
      const { RequestItems } = JSON.parse(body) as { RequestItems: object };
      const left = busy() ? RequestItems : {};
      return {
        status: 200,
        body: target.endsWith("BatchGetItem") ? { UnprocessedKeys: left } : { UnprocessedItems: left },
      };
    });
    const ledger = dynamoLedger(new DynamoDBClient(settings), "t", () => 0);
    await expect(Promise.all([ledger.record(["k"]), ledger.published(["k"])])).resolves.toHaveLength(2);
    expect(sent.length).toBeLessThanOrEqual(8);
  });

  it("knows what is published as long as the rest of its delivery may come back: parked on day 13, redriven on day 26", async () => {
    const day = 24 * 3_600_000;
    let now = 0;
    const items = new Map<string, object>();
    const { settings } = network(({ target, body }) => {
      const { RequestItems } = JSON.parse(body);
      if (target.endsWith("BatchGetItem"))
        return { status: 200, body: { Responses: { t: [...items.values()] } } };
      for (const { PutRequest } of RequestItems.t) items.set(PutRequest.Item.key.S, PutRequest.Item);
      return { status: 200, body: {} };
    });
    const ledger = dynamoLedger(new DynamoDBClient(settings), "t", () => now);
    const good = (event: BusEntry) => !event.id.endsWith("/1");
    const world = publishPorts([deliveryOf('{"items":[{"n":0},{"n":1}]}')]);
    world.state.answer = (event) =>
      good(event)
        ? { ok: true, eventId: "e" }
        : { ok: false, retryable: now === 0, code: "Refused", message: "" };
    const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };
    for (const today of [0, 13, 26, 31]) {
      now = today * day;
      await publish(world.messages, config, { ...world.ports, ledger });
    }
    expect(world.reports.map(({ outcome, published }) => [outcome, published])).toEqual([
      ["deferred", 1],
      ["parked", 0],
      ["parked", 0],
      // DynamoDB still has the item, which is none by then.
      ["parked", 1],
    ]);
  });

  it("sends no key that could fail its neighbours, and tells all apart", async () => {
    const { sent, settings } = network(() => ({ status: 200, body: {} }));
    const ledger = dynamoLedger(new DynamoDBClient(settings), "t", () => 0);
    await ledger.record(["\ud800", "\udfff", "é", "\u0000", "x".repeat(3_000), "plain"]);
    const stored = sent.flatMap(keysOf);
    expect(new Set(stored).size).toBe(6);
    for (const key of stored) expect(key).toMatch(/^[\x20-\x7e]{1,1024}$/);
  });
});
