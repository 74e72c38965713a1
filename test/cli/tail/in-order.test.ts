import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { itemsInOrder } from "../../../src/cli/tail/in-order.ts";
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
async function orderOf(items: readonly (StreamItem | number)[], holdMs?: number) {
  async function* source(): AsyncGenerator<StreamItem> {
    for (const item of items) {
      if (typeof item === "number") await pause(item);
      else yield item;
    }
  }
  const begin = performance.now();
  const seen: { readonly id: string; readonly ms: number }[] = [];
  for await (const { id } of itemsInOrder(source(), holdMs)) seen.push({ id, ms: performance.now() - begin });
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
  const seen = await orderOf([event(1), request(0, "queued"), event(0), 400], 50);
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
