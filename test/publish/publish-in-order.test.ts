import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Delivery, storedRequest } from "../../src/core/delivery.ts";
import type { Source } from "../../src/core/source.ts";
import type { PutResult, QueuedMessage } from "../../src/publish/ports.ts";
import { publishInOrder } from "../../src/publish/publish-in-order.ts";
import { orderGroup } from "../../src/receive/order-group.ts";
import { bridge, deliveryOf, publishPorts } from "../support/fakes.ts";

const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };
const ordered = bridge.sources.get("ordered") as Source;
const groupIn = (source: Source, delivery: Delivery): string | undefined =>
  orderGroup(source, storedRequest(delivery), delivery.proof);

/** A queue with an order: each delivery `id subject`, and the group that `receive` would give it. */
function queueOf(...deliveries: readonly (readonly [id: string, subject: string])[]) {
  const made = deliveries.map(([id, subject]): Delivery => {
    const body = JSON.stringify(subject ? { type: "a", id, subject } : { type: "a", id });
    return deliveryOf(body, { id: `dlv_${id}`, source: "ordered" });
  });
  const world = publishPorts(made);
  const messages: readonly QueuedMessage[] = made.map((delivery) => ({
    messageId: `m-${delivery.id}`,
    group: groupIn(ordered, delivery) ?? "",
    body: "",
  }));
  return { ...world, messages, run: (batch = messages) => publishInOrder(batch, config, world.ports) };
}

const ids = (world: { readonly put: readonly { readonly id: string }[] }) => world.put.map(({ id }) => id);
const slow: PutResult = { ok: false, retryable: true, code: "ThrottlingException", message: "slow down" };
const malformed: PutResult = { ok: false, retryable: false, code: "MalformedDetail", message: "no" };

describe("a batch that keeps its order", () => {
  it("is published one message after another, and leaves the queue", async () => {
    const world = queueOf(["1", "a"], ["2", "b"], ["3", "a"]);
    expect(await world.run()).toEqual([]);
    expect(ids(world)).toEqual(["1", "2", "3"]);
    expect(world.recorded.size).toBe(3);
  });

  it("after a first message that fails keeps the later ones of its group, and no others", async () => {
    const world = queueOf(["1", "a"], ["2", "a"], ["3", "b"], ["4", "a"]);
    const good = world.state.answer;
    world.state.answer = (event) => (event.id === "1" ? slow : good(event));
    expect(await world.run()).toEqual(["m-dlv_1", "m-dlv_2", "m-dlv_4"]);
    expect(ids(world)).toEqual(["3"]);
    expect(world.reports.map(({ outcome, deliveryId, code }) => [outcome, deliveryId, code])).toEqual([
      ["deferred", "dlv_1", "bus-failed"],
      ["published", "dlv_3", undefined],
    ]);
    world.state.answer = good;
    expect(await world.run()).toEqual([]);
    expect(ids(world)).toEqual(["3", "1", "2", "4"]);
  });

  it("continues after a parked message, and stops at one that can't be parked", async () => {
    const world = queueOf(["1", "a"], ["2", "a"]);
    const good = world.state.answer;
    world.state.answer = (event) => (event.id === "1" ? malformed : good(event));
    world.state.fail = "parking";
    expect(await world.run()).toEqual(["m-dlv_1", "m-dlv_2"]);
    expect(ids(world)).toEqual([]);
    world.state.fail = undefined;
    expect(await world.run()).toEqual([]);
    expect(world.parked).toEqual([expect.objectContaining({ messageId: "m-dlv_1", code: "bus-refused" })]);
    expect(ids(world)).toEqual(["2"]);
  });

  it("stops in every group when its time is up, and reports no message that it has not begun", async () => {
    const world = queueOf(["1", "a"], ["2", "a"], ["3", "b"]);
    const good = world.state.answer;
    world.state.answer = (event) => {
      world.state.late = true;
      return good(event);
    };
    expect(await world.run()).toEqual(["m-dlv_2", "m-dlv_3"]);
    expect(world.reports.map(({ outcome }) => outcome)).toEqual(["published"]);
    world.state.late = false;
    world.state.answer = good;
    await world.run(world.messages.slice(1));
    expect(ids(world)).toEqual(["1", "2", "3"]);
  });

  it("puts a repeated event once, even when the ledger can't be written", async () => {
    const twins = ["dlv_1", "dlv_2"].map((id) =>
      deliveryOf('{"type":"a","id":"1"}', { id, source: "ordered" }),
    );
    const world = publishPorts(twins);
    world.state.fail = "ledger-write";
    const messages = world.messages.map((message) => ({ ...message, group: "a" }));
    expect(await publishInOrder(messages, config, world.ports)).toEqual([]);
    expect(ids(world)).toEqual(["1"]);
    expect(world.reports.map(({ outcome }) => outcome)).toEqual(["unrecorded", "published", "published"]);
  });

  it("stops where the ledger can't be read", async () => {
    const world = queueOf(["1", "a"], ["2", "a"]);
    world.state.fail = "ledger-read";
    expect(await world.run()).toEqual(["m-dlv_1", "m-dlv_2"]);
    expect(world.put).toEqual([]);
  });
});

describe("the events of one delivery", () => {
  const items = (...values: readonly object[]) =>
    publishPorts([deliveryOf(JSON.stringify({ items: values }), { source: "ordered" })]);
  const run = (world: ReturnType<typeof items>) =>
    publishInOrder([{ messageId: "m-dlv_1", group: "ordered", body: "" }], config, world.ports);
  const places = (world: ReturnType<typeof items>) => ids(world).map((id) => id.split("/")[1]);

  it("wait for one that fails, over more than one visit to the ledger, and are put in order", async () => {
    const world = items(...Array.from({ length: 250 }, (_, n) => ({ n })));
    const good = world.state.answer;
    world.state.answer = (event) => (event.id.endsWith("/120") ? slow : good(event));
    expect(await run(world)).toEqual(["m-dlv_1"]);
    expect(world.put).toHaveLength(120);
    world.state.answer = good;
    expect(await run(world)).toEqual([]);
    expect(places(world)).toEqual(Array.from({ length: 250 }, (_, n) => String(n)));
  });

  it("stop in the middle when the time is up", async () => {
    const world = items({ n: 0 }, { n: 1 }, { n: 2 });
    const good = world.state.answer;
    world.state.answer = (event) => {
      world.state.late = event.id.endsWith("/1");
      return good(event);
    };
    expect(await run(world)).toEqual(["m-dlv_1"]);
    expect(places(world)).toEqual(["0", "1"]);
    expect(world.recorded.size).toBe(2);
  });

  it("do not wait for one that is refused for good", async () => {
    const world = items({ n: 0 }, { n: 1 }, { n: 2 });
    const good = world.state.answer;
    world.state.answer = (event) => (event.id.endsWith("/1") ? malformed : good(event));
    expect(await run(world)).toEqual([]);
    expect(places(world)).toEqual(["0", "2"]);
    expect(world.parked).toHaveLength(1);
  });

  it("wait for a payload that can't be kept", async () => {
    const world = items({ n: 0 }, { big: "x".repeat(1_000_000) }, { n: 2 });
    world.state.fail = "claims";
    expect(await run(world)).toEqual(["m-dlv_1"]);
    expect(world.put).toEqual([]);
    world.state.fail = undefined;
    expect(await run(world)).toEqual([]);
    expect(places(world)).toEqual(["0", "1", "2"]);
  });
});

it("whatever fails, everything is published, each subject in the order of arrival", async () => {
  const subjects = fc.array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 30 });
  const failures = fc.infiniteStream(fc.boolean());
  await fc.assert(
    fc.asyncProperty(subjects, failures, async (list, fails) => {
      const world = queueOf(...list.map((subject, n) => [String(n), subject] as const));
      const good = world.state.answer;
      world.state.answer = (event) => (fails.next().value ? slow : good(event));
      let waiting = world.messages;
      for (let attempt = 0; waiting.length > 0 && attempt < 1_000; attempt++) {
        const batch = waiting.slice(0, 10);
        const left = new Set(await world.run(batch));
        waiting = waiting.filter((message) => !batch.includes(message) || left.has(message.messageId));
      }
      expect(waiting).toEqual([]);
      for (const subject of new Set(list)) {
        const arrived = list.flatMap((one, n) => (one === subject ? [String(n)] : []));
        expect(ids(world).filter((id) => list[Number(id)] === subject)).toEqual(arrived);
      }
    }),
    { numRuns: 60 },
  );
});

it("killed, late, unrecorded or refused at any call: nothing is lost, and no subject gets out of order", async () => {
  const subjects = fc.array(fc.constantFrom("a", "b", ""), { minLength: 1, maxLength: 30 });
  const mishap = fc.constantFrom(
    "none",
    "slow",
    "refused",
    "killed before",
    "killed after",
    "late",
    "ledger",
  );
  await fc.assert(
    fc.asyncProperty(subjects, fc.infiniteStream(mishap), async (list, mishaps) => {
      const world = queueOf(...list.map((subject, n) => [String(n), subject] as const));
      const { state } = world;
      const good = state.answer;
      state.answer = (event) => {
        const what = mishaps.next().value;
        if (what === "killed before") throw new Error("killed");
        if (what === "slow") return slow;
        if (what === "refused") return malformed;
        if (what === "killed after") {
          world.put.push(event);
          throw new Error("killed");
        }
        state.late = what === "late";
        state.fail = what === "ledger" ? "ledger-write" : undefined;
        return good(event);
      };
      let waiting = world.messages;
      for (let attempt = 0; waiting.length > 0 && attempt < 1_000; attempt++) {
        state.late = false;
        const batch = waiting.slice(0, 10);
        const left = await world.run(batch).catch(() => batch.map(({ messageId }) => messageId));
        waiting = waiting.filter((message) => !batch.includes(message) || left.includes(message.messageId));
      }
      expect(waiting).toEqual([]);
      const parked = new Set(world.parked.map(({ messageId }) => messageId.slice("m-dlv_".length)));
      const published = [...new Set(ids(world))];
      for (const subject of new Set(list)) {
        const arrived = list.flatMap((one, n) => (one === subject ? [String(n)] : []));
        const found = published.filter((id) => list[Number(id)] === subject && !parked.has(id));
        expect(found).toEqual(arrived.filter((id) => !parked.has(id)));
      }
    }),
    { numRuns: 60 },
  );
});
