import { expect, it } from "vitest";
import type { PublishPorts } from "../../src/publish/ports.ts";
import { publish } from "../../src/publish/publish.ts";
import { publishInOrder } from "../../src/publish/publish-in-order.ts";
import { bridge, deliveryOf, publishPorts } from "../support/fakes.ts";

const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };
const run = (world: ReturnType<typeof publishPorts>) => publish(world.messages, config, world.ports);

it("a large delivery is recorded as it goes, so that a function that times out goes on from there", async () => {
  const items = Array.from({ length: 250 }, (_, at) => ({ n: at }));
  const world = publishPorts([deliveryOf(JSON.stringify({ items }))]);
  const seen: number[] = [];
  const { put } = world.ports.bus;
  Object.assign(world.ports.bus, {
    put: (...given: Parameters<typeof put>) => {
      seen.push(world.recorded.size);
      return put(...given);
    },
  });
  expect(await run(world)).toEqual([]);
  expect(seen).toEqual([0, 100, 200]);
  expect(world.recorded.size).toBe(250);
});

it("begins no put that it could not record in time: earlier events are recorded, the rest waits", async () => {
  const world = publishPorts([
    deliveryOf(JSON.stringify({ items: Array.from({ length: 250 }, (_, at) => ({ n: at })) })),
    deliveryOf('{"id":"2"}', { id: "dlv_2" }),
  ]);
  const good = world.state.answer;
  world.state.answer = (event) => {
    world.state.late = world.put.length === 119;
    return good(event);
  };
  expect(await run(world)).toEqual(["m-dlv_1", "m-dlv_2"]);
  expect(world.put).toHaveLength(120);
  expect(world.recorded.size).toBe(120);
  expect(world.reports.map(({ outcome, code }) => [outcome, code])).toEqual([
    ["deferred", "bus-failed"],
    ["deferred", "bus-failed"],
  ]);
  world.state.late = false;
  world.state.answer = good;
  expect(await run(world)).toEqual([]);
  expect(new Set(world.put.map(({ id }) => id)).size).toBe(251);
  expect(world.put).toHaveLength(251);
});

it("does not read the ledger when its time is up after decoding: the events wait", async () => {
  const world = publishPorts([deliveryOf('{"type":"a"}')]);
  const { reader, ledger } = world.ports;
  let asked = 0;
  const slow: PublishPorts = {
    ...world.ports,
    reader: {
      async read(message) {
        world.state.late = true;
        return reader.read(message);
      },
    },
    ledger: {
      ...ledger,
      async published(keys) {
        asked++;
        return ledger.published(keys);
      },
    },
  };
  expect(await publishInOrder(world.messages, config, slow)).toEqual(["m-dlv_1"]);
  expect(asked).toBe(0);
  expect(world.reports).toMatchObject([{ outcome: "deferred", code: "bus-failed" }]);
});
