import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventBridgeBus } from "../../../src/aws/buses/eventbridge.ts";
import { type EventBridgeServer, startEventBridge } from "../../../src/local/aws/eventbridge/server.ts";
import { publish } from "../../../src/publish/publish.ts";
import { network, type Sent } from "../../support/aws-network.ts";
import { bridge, deliveryOf, publishPorts } from "../../support/fakes.ts";
import { entryNamed as event } from "../../support/put-entries.ts";

const inTime = () => false;
const overLimit = "Total size of the entries in the request is over the limit.";

const taken = ({ body }: Sent) => ({
  status: 200,
  body: { Entries: (JSON.parse(body) as { Entries: unknown[] }).Entries.map(() => ({ EventId: "e" })) },
});

describe("an entry that is refused for its size", () => {
  it.each([
    ["a text", { status: 400, body: { __type: "ValidationException", message: overLimit } }],
    ["a 413 without a text", { status: 413, body: {} }],
  ])("is told by %s, and its neighbours are taken", async (_, answer) => {
    const { settings } = network((sent) => (sent.body.includes("whale") ? answer : taken(sent)));
    const bus = eventBridgeBus(new EventBridgeClient(settings), (bus) => `${bus}`);
    const results = await bus.put([event("1"), event("2", '{"whale":1}'), event("3")], inTime);
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(results[1]).toMatchObject({
      retryable: false,
      tooLarge: true,
      message: "the entry is too large",
    });
  });

  it.each([
    ["another refusal, which quotes such a text", 400, `Value '${overLimit}' at 'entries' is no good`],
    ["a fault of the service", 500, overLimit],
  ])("is not %s", async (_, status, message) => {
    const { settings } = network(() => ({ status, body: { __type: "SomeException", message } }));
    const [result] = await eventBridgeBus(new EventBridgeClient(settings), (bus) => `${bus}`).put(
      [event("1")],
      inTime,
    );
    expect(result).toMatchObject({ ok: false });
    expect(result).not.toHaveProperty("tooLarge");
  });
});

describe("an EventBridge that takes less than is documented", () => {
  const folder = mkdtempSync(join(tmpdir(), "small-eventbridge-"));
  let server: EventBridgeServer;
  let client: EventBridgeClient;

  beforeAll(async () => {
    server = await startEventBridge({
      host: "127.0.0.1",
      port: 0,
      databaseFile: join(folder, "events.db"),
      now: () => 0,
      region: "eu-west-1",
      account: "000000000000",
      requestLimitBytes: 262_144,
    });
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    client = new EventBridgeClient({ endpoint: server.url, region: "eu-west-1", credentials });
    await client.send(new CreateEventBusCommand({ Name: "main" }));
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const detailsOf = () =>
    server.events({ after: 0, limit: 100 }).map(({ envelope }) => JSON.parse(envelope).detail);

  it("gets every event of a batch: the large ones as claim checks", async () => {
    const sizes = [100, 300_000, 200_000, 100, 900_000];
    const deliveries = sizes.map((size, at) =>
      deliveryOf(`{"id":"${at}","pad":"${"x".repeat(size)}"}`, { id: `dlv_${at}` }),
    );
    const { messages, ports, kept, recorded } = publishPorts(deliveries);
    const config = { sources: bridge.sources, buses: new Set(["main"]) };
    const bus = eventBridgeBus(client, (bus) => `${bus}`);
    expect(await publish(messages, config, { ...ports, bus })).toEqual([]);
    const details = new Map(detailsOf().map((detail) => [detail.id, detail]));
    expect([...details.keys()].sort()).toEqual(["0", "1", "2", "3", "4"]);
    expect(details.get("2").data.pad).toHaveLength(200_000);
    for (const id of ["1", "4"]) {
      expect(details.get(id)).not.toHaveProperty("data");
      const claim = kept.find(({ name }) => details.get(id).dataref === `s3://b/claims/${name}`);
      expect(JSON.parse(Buffer.from(claim?.bytes ?? []).toString()).id).toBe(id);
    }
    expect(recorded.size).toBe(5);
  });

  it("with eventBytes, gets calls that it takes at once", async () => {
    const before = detailsOf().length;
    const limitBytes = 262_144;
    const pad = (size: number) => JSON.stringify({ pad: "x".repeat(size) });
    const entries = [100_000, 100_000, 100_000, 262_000].map((size, at) => ({
      ...event(`l${at}`, pad(size)),
      limitBytes,
    }));
    const results = await eventBridgeBus(client, (bus) => `${bus}`).put(entries, inTime);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(detailsOf()).toHaveLength(before + 4);
  });
});
