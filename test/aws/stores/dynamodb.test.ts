import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { describe, expect, it, vi } from "vitest";
import { dynamoLedger } from "../../../src/aws/stores/dynamodb.ts";
import type { BusEntry } from "../../../src/core/event.ts";
import { publish } from "../../../src/publish/publish.ts";
import { network, type Sent } from "../../support/aws-network.ts";
import { bridge, deliveryOf, publishPorts } from "../../support/fakes.ts";

describe("the ledger", () => {
  const keysOf = ({ body }: Sent): readonly string[] =>
    (
      JSON.parse(body) as { RequestItems: { t: { PutRequest: { Item: { key: { S: string } } } }[] } }
    ).RequestItems.t.map(({ PutRequest }) => PutRequest.Item.key.S);

  it("records the other chunks when one fails, and reports the failure", async () => {
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

  it("waits before it sends the unprocessed part again", async () => {
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

  it("remembers events as long as the rest of their delivery may return: parked on day 13, redriven on day 26", async () => {
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

  it("sends no key that could fail its neighbours, and keeps all distinct", async () => {
    const { sent, settings } = network(() => ({ status: 200, body: {} }));
    const ledger = dynamoLedger(new DynamoDBClient(settings), "t", () => 0);
    await ledger.record(["\ud800", "\udfff", "é", "\u0000", "x".repeat(3_000), "plain"]);
    const stored = sent.flatMap(keysOf);
    expect(new Set(stored).size).toBe(6);
    for (const key of stored) expect(key).toMatch(/^[\x20-\x7e]{1,1024}$/);
  });
});
