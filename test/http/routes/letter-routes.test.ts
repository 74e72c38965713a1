import { expect, it } from "vitest";
import type { ServedBridge } from "../../support/bridge/serve-fake.ts";
import { post, serve } from "../api-fixture.ts";

interface Line {
  readonly progress?: { readonly matched: number; readonly done: number };
  readonly result?: { readonly done: number; readonly stopped: boolean };
  readonly error?: string;
}

/** Posts an order. @returns what gives its lines as they come */
async function order(
  served: ServedBridge,
  verb: string,
  body: object,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${served.url}/api/dead-letters/${verb}`, {
    method: "POST",
    headers: { authorization: `Bearer ${served.token}` },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

const linesOf = (text: string): readonly Line[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

it("tells its progress line by line, and the result last", async () => {
  const served = await serve();
  const answer = await order(served, "redrive", {
    filter: { source: ["billing"] },
    dryRun: false,
    perSecond: 100,
  });
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
  const lines = linesOf(await answer.text());
  expect(lines.slice(0, -1).every(({ progress }) => progress?.matched === 4)).toBe(true);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.at(-1)).toMatchObject({ result: { matched: 4, done: 4, passedOver: 5, stopped: false } });
  expect(served.fake.changes).toEqual([1, 3, 5, 7].map((number) => `redrive letter-${number}`));
});

it("says in a dry run what would become of them, and leaves those that would fail again", async () => {
  const served = await serve();
  const filter = { source: ["billing"] };
  const [dry] = linesOf(await (await order(served, "redrive", { filter, dryRun: true })).text());
  expect(dry?.result).toMatchObject({ matched: 4, outlook: { letters: { publish: 1, fail: 3 } } });
  const body = { filter, leaveFailing: true };
  const lines = linesOf(await (await order(served, "redrive", body)).text());
  expect(lines.at(-1)?.result).toMatchObject({ matched: 1, done: 1 });
  const wrong = await post(served, "/api/dead-letters/redrive", { filter, leaveFailing: "yes" });
  expect([wrong.status, wrong.json.message]).toEqual([400, expect.stringContaining("`leaveFailing`")]);
});

it("stops when its caller goes away", async () => {
  const served = await serve();
  const leaving = new AbortController();
  const answer = await order(served, "discard", { filter: {}, dryRun: false, perSecond: 10 }, leaving.signal);
  await answer.body?.getReader().read();
  leaving.abort();
  await new Promise((next) => setTimeout(next, 400));
  const done = served.fake.changes.length;
  expect(done).toBeLessThan(4);
  await new Promise((next) => setTimeout(next, 300));
  expect(served.fake.changes.length).toBe(done);
  expect(served.failures).toEqual([]);
});

it("says in its last line what made it fail", async () => {
  const served = await serve();
  served.fake.bridge.redrive = async (_, following) => {
    following?.onProgress?.({ matched: 2, done: 1, failed: 0, passedOver: 0 });
    await new Promise((next) => setTimeout(next, 20));
    throw new Error("a bug");
  };
  const lines = linesOf(await (await order(served, "redrive", { filter: {}, dryRun: false })).text());
  expect(lines).toEqual([
    { progress: expect.anything() },
    { error: "internal", message: expect.any(String), remedy: expect.any(String) },
  ]);
  expect(served.failures).toHaveLength(1);
});

it("an order that does not say which letters it means is refused", async () => {
  const served = await serve();
  for (const [body, says] of [
    [{}, /no `filter`/],
    [{ filter: {}, perSecond: 0 }, /`perSecond`/],
    [{ filter: {}, perSecond: "5" }, /`perSecond`/],
    [{ filter: { sources: ["billing"] } }, /`sources`/],
    [{ filter: { source: "" } }, /`source`/],
    [{ filter: [] }, /`filter` must be a JSON object/],
    [{ filter: { from: "yesterday" } }, /`from`/],
    [{ filter: { from: -1 } }, /`from`/],
    [{ filter: { to: 1e300 } }, /`to`/],
    [{ filter: { to: 1.5 } }, /`to`/],
    ['{ "filter": { "to": 1e999 } }', /`to`/],
  ] as const) {
    const { status, json } = await post(served, "/api/dead-letters/discard", body);
    expect([body, status]).toEqual([body, 400]);
    expect(json.message).toMatch(says);
  }
  expect(served.fake.changes).toEqual([]);
});
