import { expect, it } from "vitest";
import { ApiFailure } from "../../../../../src/console/api/ask-api.ts";
import type { News } from "../../../../../src/console/api/stream/news.ts";
import { readFilter } from "../../../../../src/console/screens/stream/filter/stream-filter.ts";
import type { AskPage, StreamPage } from "../../../../../src/console/screens/stream/list/list-pages.ts";
import {
  makeStreamList,
  type StreamList,
} from "../../../../../src/console/screens/stream/list/stream-list.ts";
import { streamRow } from "../../../../../src/console/screens/stream/list/stream-row.ts";
import type { RequestRow } from "../../../../../src/operate/requests.ts";
import { fakeRequest } from "../../../../support/bridge/fake-rows.ts";

const news = (number: number, more: Partial<RequestRow> = {}): News => ({
  id: String(number),
  kind: "request",
  row: { ...fakeRequest(number), ...more },
});
const page = (from: number, end: number, next: string | null = null): StreamPage => ({
  items: Array.from({ length: end - from }, (_, index) =>
    streamRow({ kind: "request", row: fakeRequest(end - 1 - index) }),
  ),
  next,
  previous: String(end),
  total: end,
});
const filter = (query = ""): ReturnType<typeof readFilter> => readFilter(new URLSearchParams(query));
const ids = (list: StreamList): readonly (string | undefined)[] =>
  Array.from({ length: list.rows().end() }, (_, place) => list.rows().at(place)?.id);

/** A list whose newest page has the first four requests, and a clock. */
async function loaded(query = ""): Promise<{ readonly list: StreamList; readonly clock: { ms: number } }> {
  const clock = { ms: 0 };
  const list = makeStreamList(
    filter(query),
    async () => page(0, 4),
    () => clock.ms,
  );
  await list.load();
  return { list, clock };
}

it("shows what comes at the top, and what it says later in its place", async () => {
  const { list } = await loaded();
  list.take([news(4, { outcome: "queued" }), news(2, { outcome: "duplicate" })]);
  expect(ids(list)).toEqual(["dlv_4", "req_3", "dlv_2", "dlv_1", "dlv_0"]);
  expect([list.rows().at(0)?.outcome, list.rows().at(2)?.outcome]).toEqual(["queued", "duplicate"]);
  list.take([news(4)]);
  expect(list.rows().at(0)?.outcome).toBe("published");
  expect(list.state.value).toMatchObject({ total: 5, waiting: 0 });
});

it("takes a consumer's later attempt for no new row, also where the row is not loaded", async () => {
  const { list } = await loaded("show=consumed");
  const result = (id: string, attempts: number): News => ({
    id: `${id}-${attempts}`,
    kind: "consumed",
    row: {
      ...{ id, subscription: "builds", target: "function", state: "waiting", attempts, source: "billing" },
      ...{ at: fakeRequest(9).at, event: "e-1", type: "com.billing.push", delivery: "dlv_1" },
    },
  });
  list.take([result("old", 2), result("new", 1), result("new", 2)]);
  expect(ids(list).slice(0, 2)).toEqual(["new", "req_3"]);
  expect(list.state.value).toMatchObject({ total: 5 });
});

it("puts nothing in front while it is held, and counts it", async () => {
  const { list } = await loaded();
  list.isHeld = () => true;
  list.take([news(4), news(7)]);
  expect(ids(list)).toHaveLength(4);
  expect(list.state.value).toMatchObject({ waiting: 2, refused: 1, total: 6 });
  await list.showNews();
  expect(ids(list).slice(0, 2)).toEqual(["req_7", "dlv_4"]);
  expect(list.state.value).toMatchObject({ waiting: 0, refused: 0, total: 6 });
});

it("leaves out what the filter does not let through", async () => {
  const { list } = await loaded("source=billing");
  list.take([news(4), news(5)]);
  expect(list.state.value.total).toBe(5);
  expect(ids(list)[0]).toBe("dlv_5");
});

it("counts what comes at a high rate, and draws again when that is over", async () => {
  const { list, clock } = await loaded();
  for (let number = 4; number < 1_004; number++) {
    clock.ms += 1;
    list.take([news(number)]);
  }
  expect(list.state.value).toMatchObject({ isCounted: true, total: 1_004 });
  const { waiting } = list.state.value;
  expect(waiting).toBeGreaterThan(900);
  expect(list.rows().end() + waiting).toBe(1_004);
  clock.ms += 10_000;
  list.tick();
  await expect.poll(() => list.state.value.waiting).toBe(0);
  expect(list.state.value.isCounted).toBe(false);
});

it("loses nothing that comes while it reads", async () => {
  let answer = (_: StreamPage): void => {};
  const ask: AskPage = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const list = makeStreamList(filter(), ask, () => 0);
  const loading = list.load();
  list.take([news(3), news(4)]);
  answer(page(0, 4));
  await loading;
  // The one was in the page, the other came behind it.
  expect(ids(list)).toEqual(["dlv_4", "req_3", "dlv_2", "dlv_1", "dlv_0"]);
  expect(list.state.value.total).toBe(5);
});

it("says what the bridge left out, and reads the newest in its place", async () => {
  const { list } = await loaded();
  list.isHeld = () => true;
  list.take([{ id: "9", kind: "gap", count: 12 }]);
  expect(list.state.value).toMatchObject({ waiting: 0, missed: 12 });
  await list.showNews();
  expect(list.state.value.missed).toBe(0);
});

it("keeps its rows where reading on fails, and says why", async () => {
  const answers = [
    async () => page(10, 14, "10"),
    async () => Promise.reject(new ApiFailure(503, "aws-failed", "No.", "Try.")),
  ];
  const list = makeStreamList(
    filter(),
    async () => (answers.shift() ?? answers[0])?.() ?? page(0, 1),
    () => 0,
  );
  await list.load();
  await list.readOlder();
  expect(list.state.value.failure).toMatchObject({ code: "aws-failed" });
  expect(ids(list)).toHaveLength(4);
  await list.readOlder();
  expect(list.state.value.failure).toBeUndefined();
  expect(ids(list)).toHaveLength(5);
});

it("reads anew where nobody knows what came meanwhile, and waits with that while it is held", async () => {
  let pages = 0;
  const list = makeStreamList(
    filter(),
    async () => page(0, ++pages),
    () => 0,
  );
  await list.load();
  list.isHeld = () => true;
  list.take([{ id: "", kind: "gap", count: 0 }]);
  expect(pages).toBe(1);
  await list.showNews();
  expect(pages).toBe(2);
  list.isHeld = () => false;
  list.take([{ id: "", kind: "gap", count: 0 }]);
  await expect.poll(() => ids(list)).toHaveLength(3);
});
