import { expect, it } from "vitest";
import type { News } from "../../../../../src/console/api/stream/news.ts";
import { readFilter } from "../../../../../src/console/screens/stream/filter/stream-filter.ts";
import { makeTabCounter } from "../../../../../src/console/screens/stream/list/tab-counts.ts";
import type { ConsumedRow } from "../../../../../src/operate/consumed.ts";
import { fakeEvent, fakeRequest } from "../../../../support/bridge/fake-rows.ts";

const filter = (query = "") => readFilter(new URLSearchParams(query));
const request = (number: number): News => ({ id: `r${number}`, kind: "request", row: fakeRequest(number) });
const event = (number: number): News => ({
  id: `e${number}`,
  kind: "event",
  row: fakeEvent(fakeRequest(number)),
});
const consumed = (number: number, attempts = 1): News => ({
  id: `c${number}`,
  kind: "consumed",
  row: {
    ...{ id: String(number), subscription: "builds", target: "function", state: "delivered", attempts },
    ...{
      at: fakeRequest(1).at,
      event: "e-1",
      type: "com.billing.push",
      source: "billing",
      delivery: "dlv_1",
    },
  } as ConsumedRow,
});

it("asks for the length of each list, and counts on with what comes, each once", async () => {
  const asked: string[] = [];
  const counter = makeTabCounter(
    filter("source=billing"),
    async ({ show }) => {
      asked.push(show);
      return show === "dead-letters" ? null : 10;
    },
    () => 0,
  );
  await counter.read();
  expect(asked).toHaveLength(7);
  counter.take([request(1), event(1), request(1), request(3), request(2), event(2)]);
  counter.take([request(1), { id: "g", kind: "gap", count: 5 }, consumed(1), consumed(2), consumed(1)]);
  // Of an event that was counted with the rest when its consumer failed for the first time.
  counter.take([consumed(3, 2)]);
  expect(counter.counts.value).toEqual({
    ...{ all: 12, accepted: 11, refused: 11, handshakes: 10, events: 11, consumed: 12 },
  });
});

it("asks for none while a text is looked for: that takes long", async () => {
  const counter = makeTabCounter(
    filter("text=x"),
    () => Promise.reject(new Error("asked")),
    () => 0,
  );
  await counter.read();
  expect(counter.counts.value).toEqual({});
});
