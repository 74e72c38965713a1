import { describe, expect, it } from "vitest";
import type { Provider } from "../../src/core/provider.ts";
import type { Source } from "../../src/core/source.ts";
import { publish } from "../../src/publish/publish.ts";
import { bridge, deliveryOf, publishPorts } from "../support/fakes.ts";

const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };
const run = (world: ReturnType<typeof publishPorts>) => publish(world.messages, config, world.ports);
const ids = (world: ReturnType<typeof publishPorts>) => world.put.map((event) => event.id);

describe("a batch", () => {
  it("is published and recorded, and leaves the queue", async () => {
    const world = publishPorts([
      deliveryOf('{"type":"a","id":"1"}'),
      deliveryOf('{"type":"b","id":"2"}', { id: "dlv_2" }),
    ]);
    expect(await run(world)).toEqual([]);
    expect(ids(world)).toEqual(["1", "2"]);
    expect([...world.recorded]).toEqual(["acme#id:1", "acme#id:2"]);
    expect(world.reports.map((report) => report.outcome)).toEqual(["published", "published"]);
  });

  it("does not publish an identical delivery again, in the same batch or another", async () => {
    const twins = [deliveryOf('{"type":"a","id":"1"}'), deliveryOf('{"type":"a","id":"1"}', { id: "dlv_2" })];
    const world = publishPorts(twins);
    await run(world);
    await run(world);
    expect(ids(world)).toEqual(["1"]);
    expect(world.reports.map(({ published, duplicates }) => [published, duplicates])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  it("without a signed id counts by the signed bytes: another delivery id makes no new event", async () => {
    const world = publishPorts([
      deliveryOf('{"type":"a"}'),
      deliveryOf('{"type":"a"}', { id: "dlv_2" }),
      deliveryOf('{"type":"a" }', { id: "dlv_3" }),
    ]);
    await run(world);
    expect(world.put).toHaveLength(2);
    expect(world.put[0]?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  it("keeps only what failed, and the next attempt publishes only what is missing, under the same ids", async () => {
    const world = publishPorts([
      deliveryOf('{"items":[{"n":1},{"n":2},{"n":3}]}'),
      deliveryOf('{"type":"b","id":"2"}', { id: "dlv_2" }),
    ]);
    const good = world.state.answer;
    let refused = 0;
    world.state.answer = (event) =>
      event.id.endsWith("/1") && refused++ === 0
        ? { ok: false, retryable: true, code: "ThrottlingException", message: "slow down" }
        : good(event);
    expect(await run(world)).toEqual(["m-dlv_1"]);
    expect(world.put).toHaveLength(3);
    expect(await run(world)).toEqual([]);
    expect(new Set(ids(world)).size).toBe(4);
    expect(world.put).toHaveLength(4);
    expect(world.reports[0]).toMatchObject({ outcome: "deferred", code: "bus-failed", published: 2 });
  });

  it("is taken in portions where its bodies are large, so that not all of their events are in memory at once", async () => {
    const large = (id: string) =>
      deliveryOf(`{"type":"a","id":"${id}","pad":"${"x".repeat(600_000)}"}`, { id: `dlv_${id}` });
    const world = publishPorts(["1", "2", "3", "2"].map(large));
    const asked: number[] = [];
    const { published } = world.ports.ledger;
    world.ports.ledger.published = (keys) => {
      asked.push(keys.length);
      return published(keys);
    };
    expect(await run(world)).toEqual([]);
    expect(asked).toEqual([2, 2]);
    expect(ids(world)).toEqual(["1", "2", "3"]);
    const forgetful = publishPorts(["1", "2", "2"].map(large));
    forgetful.ports.ledger.record = () => Promise.reject(new Error("not now"));
    await run(forgetful);
    expect(ids(forgetful)).toEqual(["1", "2"]);
    const unsure = publishPorts(["1", "2", "3", "2"].map(large));
    const tried: string[] = [];
    unsure.state.answer = ({ id }) => {
      tried.push(id);
      return { ok: false, retryable: true, code: "TimeoutError", message: "" };
    };
    expect(await run(unsure)).toEqual(["m-dlv_1", "m-dlv_2", "m-dlv_3"]);
    expect(tried).toEqual(["1", "2", "3"]);
    const good = world.state.answer;
    const failing = publishPorts(["4", "5", "6"].map(large));
    failing.state.answer = (event) =>
      event.id === "6" ? good(event) : { ok: false, retryable: true, code: "InternalFailure", message: "" };
    expect(await run(failing)).toEqual(["m-dlv_4", "m-dlv_5"]);
  });

  it("a failing event that two messages carry keeps both", async () => {
    const world = publishPorts([deliveryOf('{"id":"1"}'), deliveryOf('{"id":"1"}', { id: "dlv_2" })]);
    world.state.answer = () => ({ ok: false, retryable: true, code: "InternalFailure", message: "" });
    expect(await run(world)).toEqual(["m-dlv_1", "m-dlv_2"]);
  });

  it("publishes nothing for an empty list, which is not an error", async () => {
    const world = publishPorts([deliveryOf('{"items":[]}')]);
    expect(await run(world)).toEqual([]);
    expect(world.put).toEqual([]);
  });
});

describe("what can never succeed is parked with its reason, and the batch goes on", () => {
  const good = deliveryOf('{"type":"b","id":"2"}', { id: "dlv_2" });
  it.each([
    ["a message that is none of ours", "message-unreadable", undefined],
    ["a source that was removed", "source-removed", deliveryOf("{}", { source: "gone" })],
    ["a bus that does not exist", "event-invalid", deliveryOf('{"type":"lost"}', { source: "picky" })],
    [
      "a body in which nothing can be redacted",
      "event-invalid",
      deliveryOf("plain", { source: "picky", headers: {} }),
    ],
  ])("%s", async (name, code, delivery) => {
    const world = publishPorts(delivery ? [delivery, good] : [good]);
    const messages = delivery ? world.messages : [{ messageId: "m-x", body: "?" }, ...world.messages];
    const accepted = name.includes("redacted")
      ? {
          ...config,
          sources: new Map([
            ...config.sources,
            ["picky", { ...config.sources.get("picky"), accept: ["*"] } as never],
          ]),
        }
      : config;
    expect(await publish(messages, accepted, world.ports)).toEqual([]);
    expect(world.parked).toEqual([expect.objectContaining({ code })]);
    expect(ids(world)).toEqual(["2"]);
  });

  it("an entry that EventBridge refuses for good", async () => {
    const world = publishPorts([deliveryOf('{"id":"1"}'), good]);
    const fine = world.state.answer;
    world.state.answer = (event) =>
      event.id === "1"
        ? { ok: false, retryable: false, code: "MalformedDetail", message: "Detail is malformed." }
        : fine(event);
    expect(await run(world)).toEqual([]);
    expect(world.parked).toEqual([
      { messageId: "m-dlv_1", code: "bus-refused", reason: expect.stringContaining("MalformedDetail") },
    ]);
  });

  it("stays in the queue when it can't be parked", async () => {
    const world = publishPorts([deliveryOf("{}", { source: "gone" })]);
    world.state.fail = "parking";
    expect(await run(world)).toEqual(["m-dlv_1"]);
    expect(world.reports).toEqual([expect.objectContaining({ outcome: "deferred", code: "queue-failed" })]);
  });
});

describe("faults", () => {
  it("a ledger that can't be read publishes nothing and keeps everything", async () => {
    const world = publishPorts([deliveryOf('{"id":"1"}')]);
    world.state.fail = "ledger-read";
    expect(await run(world)).toEqual(["m-dlv_1"]);
    expect(world.put).toEqual([]);
  });

  it("a ledger that can't be written costs a possible duplicate, not an event", async () => {
    const world = publishPorts([deliveryOf('{"id":"1"}')]);
    world.state.fail = "ledger-write";
    expect(await run(world)).toEqual([]);
    expect(ids(world)).toEqual(["1"]);
    expect(world.reports.map((report) => report.outcome)).toEqual(["unrecorded", "published"]);
  });

  it("a claim store that is down keeps the large one and publishes the others", async () => {
    const world = publishPorts([
      deliveryOf(`{"id":"1","big":"${"x".repeat(1_000_000)}"}`),
      deliveryOf('{"id":"2"}', { id: "dlv_2" }),
    ]);
    world.state.fail = "claims";
    expect(await run(world)).toEqual(["m-dlv_1"]);
    expect(ids(world)).toEqual(["2"]);
  });
});

it("a payload over the entry's limit is kept and referred to; one byte less is not", async () => {
  const bodyOf = (size: number) => `{"id":"1","big":"${"x".repeat(size)}"}`;
  const sizes = publishPorts([deliveryOf(bodyOf(0))]);
  await run(sizes);
  const [small] = sizes.put;
  const overhead = 14 + Buffer.byteLength(`${small?.eventSource}${small?.detailType}${small?.detail}`);
  const fits = publishPorts([deliveryOf(bodyOf(999_999 - overhead))]);
  await run(fits);
  expect(fits.kept).toEqual([]);
  const over = publishPorts([deliveryOf(bodyOf(1_000_000 - overhead))]);
  await run(over);
  expect(Buffer.from(over.kept[0]?.bytes ?? []).toString()).toBe(bodyOf(1_000_000 - overhead));
  const detail = JSON.parse(over.put[0]?.detail ?? "{}");
  expect(detail).toMatchObject({
    id: "1",
    dataref: expect.stringMatching(/^s3:\/\/b\/claims\/dlv_1-[0-9a-f]{32}$/),
    datacontenttype: "application/json",
  });
  expect(detail).not.toHaveProperty("data");
});

it("accept drops, redact replaces, a function picks the bus", async () => {
  const delivery = (body: string, id: string) => deliveryOf(body, { source: "picky", id });
  const world = publishPorts([
    delivery('{"type":"kept.a","id":"1","secret":{"a":1},"deep":[1E400,2],"subject":"o"}', "dlv_1"),
    delivery('{"type":"dropped","id":"2"}', "dlv_2"),
    delivery('{"type":"exactly","id":"3"}', "dlv_3"),
    delivery('{"type":"exact","id":"4"}', "dlv_4"),
  ]);
  expect(await run(world)).toEqual([]);
  expect(world.put.map(({ id, bus }) => [id, bus])).toEqual([
    ["1", "other"],
    ["4", "main"],
  ]);
  expect(world.put[0]?.detail).toContain(
    '"data":{"type":"kept.a","id":"1","secret":"[redacted]","deep":["[redacted]",2],"subject":"o"}',
  );
  expect(world.reports.map((report) => report.dropped)).toEqual([0, 1, 1, 0]);
});

it("never overwrites another payload, whatever the source accepts on the next attempt", async () => {
  const items = ["a", "b"].map((type) => ({ type, big: type.repeat(1_000_000) }));
  const { provider: given, ...acme } = bridge.sources.get("acme") as Source;
  const provider = { ...given, event: { ...given.event, type: ["item:/type"] } } as Provider;
  const world = publishPorts([deliveryOf(JSON.stringify({ items }))]);
  const good = world.state.answer;
  world.state.answer = (event) =>
    event.detailType === "b" ? { ok: false, retryable: true, code: "Later", message: "" } : good(event);
  const accepting = (...accept: string[]) => ({
    ...config,
    sources: new Map([["acme", { ...acme, provider, accept }]]),
  });
  await publish(world.messages, accepting("a", "b"), world.ports);
  world.state.answer = good;
  await publish(world.messages, accepting("b"), world.ports);
  const kept = new Map(
    world.kept.map(({ name, bytes }) => [`s3://b/claims/${name}`, Buffer.from(bytes).toString()]),
  );
  const shown = world.put.map(({ detailType, detail }) => [
    detailType,
    JSON.parse(kept.get(JSON.parse(detail).dataref) ?? "{}").type,
  ]);
  expect(shown).toEqual([
    ["a", "a"],
    ["b", "b"],
  ]);
});
