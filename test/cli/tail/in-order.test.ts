import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { type HoldingOptions, itemsInOrder } from "../../../src/cli/tail/in-order.ts";
import type { StreamItem } from "../../../src/operate/bridge.ts";
import type { RequestOutcome } from "../../../src/operate/requests.ts";
import { fakeEvent, fakeRequest } from "../../support/bridge/fake-rows.ts";

const request = (number: number, outcome: RequestOutcome): StreamItem => {
  const row = { ...fakeRequest(number), outcome };
  return { id: `${row.id} ${outcome}`, kind: "request", row };
};
const event = (number: number): StreamItem => {
  const row = fakeEvent(fakeRequest(number));
  return { id: `${row.delivery} event`, kind: "event", row };
};

/** Ids in the order in which they are given, and ms until each came. */
async function orderOf(items: readonly (StreamItem | number)[], holding?: HoldingOptions) {
  async function* source(): AsyncGenerator<StreamItem> {
    for (const item of items) {
      if (typeof item === "number") await pause(item);
      else yield item;
    }
  }
  const begin = performance.now();
  const seen: { readonly id: string; readonly ms: number }[] = [];
  for await (const { id } of itemsInOrder(source(), holding))
    seen.push({ id, ms: performance.now() - begin });
  return seen;
}

const ids = (seen: readonly { readonly id: string }[]): readonly string[] => seen.map(({ id }) => id);

test("an event comes behind the line that its delivery was published", async () => {
  const [one, other] = [fakeRequest(0).id, fakeRequest(1).id];
  const seen = await orderOf([
    ...[request(0, "queued"), event(0), request(1, "queued"), event(1)],
    ...[request(1, "published"), request(0, "published")],
  ]);
  expect(ids(seen)).toEqual([
    ...[`${one} queued`, `${other} queued`, `${other} published`, `${other} event`],
    ...[`${one} published`, `${one} event`],
  ]);
});

test("an event waits no longer than a moment, and not at all where its delivery was not seen", async () => {
  const seen = await orderOf([event(1), request(0, "queued"), event(0), 400], {
    holdMs: 50,
    linesComeLate: false,
  });
  const [first, , held] = seen;
  expect(ids(seen)).toEqual([
    `${fakeRequest(1).id} event`,
    `${fakeRequest(0).id} queued`,
    `${fakeRequest(0).id} event`,
  ]);
  expect(first?.ms).toBeLessThan(45);
  expect(held?.ms).toBeGreaterThanOrEqual(45);
  expect(held?.ms).toBeLessThan(350);
});

test("where lines of deliveries come later than events, events wait for them, and come by their time", async () => {
  const again = event(2);
  const replayed: StreamItem =
    again.kind === "event" ? { ...again, row: { ...again.row, replay: "replay-1" } } : again;
  const stage = { holdMs: 60_000, linesComeLate: true };
  const lines = [request(1, "queued"), request(1, "published"), request(0, "queued")];
  const seen = await orderOf([event(0), event(1), replayed, ...lines, request(0, "published")], stage);
  const [one, other] = [fakeRequest(0).id, fakeRequest(1).id];
  expect(ids(seen)).toEqual([
    ...[`${fakeRequest(2).id} event`, `${other} queued`, `${other} published`, `${other} event`],
    ...[`${one} queued`, `${one} published`, `${one} event`],
  ]);
});

test("events of a delivery that waited come by their time", async () => {
  const at = (time: string): StreamItem => {
    const row = { ...fakeEvent(fakeRequest(0)), at: time };
    return { id: time, kind: "event", row };
  };
  const [first, second] = ["2026-11-30T12:00:01.000Z", "2026-11-30T12:00:02.000Z"];
  const items = [request(0, "queued"), at(second), at(first), request(0, "published")];
  expect(ids(await orderOf(items)).slice(2)).toEqual([first, second]);
});

test("what waits is given at the end, and a reader that leaves ends the source", async () => {
  expect(ids(await orderOf([request(0, "queued"), event(0)]))).toHaveLength(2);
  let ended = false;
  async function* endless(): AsyncGenerator<StreamItem> {
    try {
      for (;;) {
        yield request(0, "queued");
        await pause(1);
      }
    } finally {
      ended = true;
    }
  }
  for await (const _ of itemsInOrder(endless())) break;
  expect(ended).toBe(true);
});
