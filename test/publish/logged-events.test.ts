import { expect, test } from "vitest";
import { publish } from "../../src/publish/publish.ts";
import { bridge, deliveryOf, publishPorts } from "../support/fakes.ts";

const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };

async function eventsOf(...bodies: readonly string[]) {
  const world = publishPorts(bodies.map((body, at) => deliveryOf(body, { id: `dlv_${at}` })));
  await publish(world.messages, config, world.ports);
  return world.reports.map(({ events }) => events.map(({ id, type, bus }) => [id, type, bus]));
}

test("a report names the events that were put, and of a delivery of duplicates its own", async () => {
  expect(await eventsOf('{"type":"a","id":"1"}', '{"type":"a","id":"1"}')).toEqual([
    [["1", "com.acme.a", "main"]],
    [["1", "com.acme.a", "main"]],
  ]);
});

test("a report of an attempt that put some names only these", async () => {
  const world = publishPorts([deliveryOf('{"items":[{"n":1},{"n":2},{"n":3}]}')]);
  const good = world.state.answer;
  world.state.answer = (event) =>
    event.id.endsWith("/1")
      ? { ok: false, retryable: true, code: "ThrottlingException", message: "slow down" }
      : good(event);
  await publish(world.messages, config, world.ports);
  const [report] = world.reports;
  expect(report).toMatchObject({ outcome: "deferred", published: 2 });
  expect(report?.events.map(({ id }) => id.slice(-2))).toEqual(["/0", "/2"]);
});

test("of many events it names the first, and of long ones fewer", async () => {
  const items = Array.from({ length: 40 }, (_, n) => ({ n }));
  const [many] = await eventsOf(JSON.stringify({ items }));
  expect(many?.length).toBe(10);
  const [none] = await eventsOf(JSON.stringify({ type: "a", id: "x".repeat(1_000) }));
  expect(none).toEqual([]);
});
