import { expect, test } from "vitest";
import type { BridgeParts } from "../../../../../src/local/server/bridge/bridge-parts.ts";
import { streamItems } from "../../../../../src/local/server/bridge/events/item-stream.ts";
import { openJournal } from "../../../../../src/local/server/journal/journal.ts";
import type { StreamItem, StreamQuery } from "../../../../../src/operate/bridge.ts";

/** A journal in memory that keeps so many changes, and its stream. */
function world(keptChanges: number) {
  const journal = openJournal(":memory:", () => undefined, keptChanges);
  const feed = { envelope: () => undefined };
  const deadLetters = { find: () => undefined };
  const parts: unknown = { journal, workspace: { feed }, deadLetters };
  const stopping = new AbortController();
  const happen = (id: string, source = "acme"): void => {
    journal.requests.write(id, { at: 0, source, outcome: "refused" });
    journal.changes.append("request", id);
  };
  const event = (id: string, detail: object): void => {
    const envelope = JSON.stringify({ id, "detail-type": "order.paid", detail });
    const seq = journal.events.add({ place: Number(id), bus: "main", id, at: 0, envelope }, true);
    journal.changes.append("event", String(seq));
  };
  const stream = (query: Omit<StreamQuery, "signal"> = {}) =>
    streamItems(parts as BridgeParts, { ...query, signal: stopping.signal });
  return { journal, happen, event, stream, stop: () => stopping.abort() };
}

const next = async (items: AsyncGenerator<StreamItem, void, undefined>): Promise<StreamItem | undefined> =>
  (await items.next()).value ?? undefined;

const label = (item: StreamItem | undefined): string =>
  item === undefined ? "end" : item.kind === "gap" ? `gap ${item.count}` : `${item.kind} ${item.row.id}`;

test("begins with what happens from now on, and ends when its reader leaves", async () => {
  const { happen, stream, stop } = world(100);
  happen("req_before");
  const items = stream();
  const first = next(items);
  await new Promise((later) => setTimeout(later, 10));
  happen("req_1");
  expect(label(await first)).toBe("request req_1");
  const waiting = next(items);
  setTimeout(stop, 10);
  expect(label(await waiting)).toBe("end");
});

test("goes on behind an id", async () => {
  const { happen, stream } = world(100);
  for (const id of ["req_1", "req_2", "req_3"]) happen(id);
  const items = stream({ lastId: "1" });
  expect([label(await next(items)), label(await next(items))]).toEqual(["request req_2", "request req_3"]);
});

test("a reader that is slower than what is kept gets the number of what it has missed", async () => {
  const { happen, stream, journal } = world(100);
  happen("req_0");
  const items = stream({ lastId: "0" });
  expect(label(await next(items))).toBe("request req_0");
  for (let number = 1; number <= 1_000; number++) happen(`req_${number}`);
  const { first } = journal.changes.bounds();
  expect(first).toBeGreaterThan(800);
  const gap = await next(items);
  expect(gap).toEqual({ id: String(first - 1), kind: "gap", count: first - 2 });
  const after = await next(items);
  expect(label(after)).toBe(`request req_${first - 1}`);
  expect(Number(after?.id)).toBe(first);
});

test("an id of another journal begins with now", async () => {
  const { happen, stream } = world(100);
  happen("req_old");
  const items = stream({ lastId: "999999" });
  const first = next(items);
  await new Promise((later) => setTimeout(later, 10));
  happen("req_new");
  expect(label(await first)).toBe("request req_new");
});

test("sends what its reader asks for: sources, types, a pattern", async () => {
  const { happen, event, stream } = world(100);
  happen("req_1", "other");
  happen("req_2");
  event("1", { bridgesource: "acme", type: "com.acme.order.paid", amount: 1 });
  event("2", { bridgesource: "acme", type: "com.acme.order.sent", amount: 2 });
  expect(label(await next(stream({ lastId: "0", source: ["acme"] })))).toBe("request req_2");
  expect(label(await next(stream({ lastId: "0", type: ["com.acme.order.s*"] })))).toBe("event 2");
  expect(label(await next(stream({ lastId: "0", pattern: '{"detail":{"amount":[2]}}' })))).toBe("event 2");
  await expect(next(stream({ pattern: "[1]" }))).rejects.toMatchObject({ code: "wrong-use" });
  await expect(next(stream({ lastId: "x" }))).rejects.toMatchObject({ code: "wrong-use" });
});
