import { expect, test } from "vitest";
import type { StreamItem } from "../../../../src/operate/bridge.ts";
import { followedEvents } from "../../../../src/operate/deployed/events/followed-events.ts";
import { fakeEvent, fakeRequest } from "../../../support/bridge/fake-rows.ts";

const item = (number: number): StreamItem => ({
  id: String(number),
  kind: "event",
  row: fakeEvent(fakeRequest(number * 4)),
});

async function* itemsOf(...items: readonly StreamItem[]): AsyncGenerator<StreamItem> {
  yield* items;
}

async function read(items: AsyncIterable<StreamItem>): Promise<readonly StreamItem[]> {
  const all: StreamItem[] = [];
  for await (const one of items) all.push(one);
  return all;
}

test("keeps the events that go by, the newest first, and lets all items through", async () => {
  const followed = followedEvents();
  const gap: StreamItem = { id: "gap-1", kind: "gap", count: 3 };
  expect(await read(followed.watch(itemsOf(item(0), gap, item(1), item(0))))).toHaveLength(4);
  expect(followed.all().map(({ id }) => id)).toEqual(["evt-dlv_4", "evt-dlv_0"]);
  expect(followed.find("evt-dlv_4")?.delivery).toBe("dlv_4");
  expect(followed.find("ce-dlv_0")?.id).toBe("evt-dlv_0");
  expect(followed.find("evt-dlv_9")).toBeUndefined();
});

test("lets the oldest go when there are many, or they are large", async () => {
  const few = followedEvents({ events: 2, characters: 1e6 });
  await read(few.watch(itemsOf(item(0), item(1), item(2))));
  expect(few.all().map(({ id }) => id)).toEqual(["evt-dlv_8", "evt-dlv_4"]);
  const small = followedEvents({ events: 9, characters: 500 });
  await read(small.watch(itemsOf(item(0), item(1), item(2))));
  expect(small.all().map(({ id }) => id)).toEqual(["evt-dlv_8"]);
});
