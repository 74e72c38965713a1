import { expect, it } from "vitest";
import { get, post, serve } from "../api-fixture.ts";

it("an event keeps its text: numbers that JavaScript can't hold, and white space", async () => {
  const served = await serve();
  const { text } = await get(served, "/api/events/evt-dlv_0");
  const { envelope = "" } = (await served.fake.bridge.event("evt-dlv_0")) ?? {};
  expect(text).toContain(`"event":${envelope}}`);
  expect(text).toContain('"big":12345678901234567890, "float":1E400');
});

it("a pattern and an event reach the bridge as they were written", async () => {
  const served = await serve();
  const asked: string[] = [];
  served.fake.bridge.testPattern = async (pattern, event) => {
    asked.push(pattern, event);
    return { valid: true, matched: true };
  };
  await post(
    served,
    "/api/patterns/test",
    '{"pattern": {"n": [1.0]}, "event":\n {"n" :12345678901234567890}}',
  );
  await post(served, "/api/patterns/test", { pattern: '{"n": [1.0]}', event: "{}" });
  expect(asked).toEqual(['{"n": [1.0]}', '{"n" :12345678901234567890}', '{"n": [1.0]}', "{}"]);
});

it("counts the events of a bus that match", async () => {
  const served = await serve();
  const body = '{"bus": "engineering", "pattern": {"detail-type": [{"exists": true}]}}';
  const { status, json } = await post(served, "/api/patterns/matches", body);
  expect(status).toBe(200);
  expect(json).toMatchObject({ valid: true, bus: "engineering", matching: json.of });
  expect(json.of).toBeGreaterThan(0);
  expect(JSON.stringify(json.newest)).not.toContain('"event":');
});

it("gives the payload that an event refers to, and what a recorded request would be", async () => {
  const served = await serve();
  const get = async (path: string) => {
    const answer = await fetch(`${served.url}${path}`);
    return [answer.status, await answer.text()] as const;
  };
  const [status, text] = await get("/api/events/evt-dlv_0/data");
  expect([status, JSON.parse(text)]).toEqual([
    200,
    { uri: "s3://claims/claims/dlv_0", bytes: 9, text: '{"big":1}', encoding: "utf8", cut: false },
  ]);
  expect((await get("/api/events/none/data"))[0]).toBe(404);
  const [found, example] = await get("/api/sources/acme-github/examples/push");
  expect(found).toBe(200);
  expect(example).toContain('"big":12345678901234567890');
  expect((await get("/api/sources/acme-github/examples/none"))[0]).toBe(404);
});

it("refuses bodies that say something else than what is meant", async () => {
  const served = await serve();
  const replay = { bus: "engineering", from: 0, to: 1e13 };
  for (const [path, body, says] of [
    ["/api/patterns/test", { pattern: {} }, /no `event`/],
    ["/api/patterns/matches", { pattern: {} }, /no `bus`/],
    ["/api/patterns/matches", { bus: "engineering" }, /no `pattern`/],
    ["/api/patterns/test", "pattern", /no JSON/],
    ["/api/patterns/test", "[]", /must be a JSON object/],
    ["/api/replays", { bus: "engineering", from: 0 }, /`bus`, `from` and `to`/],
    ["/api/replays", { ...replay, dryrun: true }, /`dryrun`/],
    ["/api/replays", { ...replay, dryRun: "yes" }, /`dryRun`/],
    ["/api/replays", { ...replay, source: [1] }, /`source`/],
    ["/api/replays", { ...replay, source: [] }, /`source`/],
    ["/api/replays", { ...replay, from: 1e14 }, /later/],
    ["/api/sources/billing/sample", { set: { id: "1" } }, /`set`/],
    ["/api/sources/billing/sample", { set: { "/id": 1 } }, /`set`/],
    ["/api/sources/billing/sample", { evnt: "push" }, /`evnt`/],
    ["/api/events/evt-dlv_0/replay", { subscription: "" }, /`subscription`/],
  ] as const) {
    const { status, json } = await post(served, path, body);
    expect([path, body, status]).toEqual([path, body, 400]);
    expect(json.message).toMatch(says);
  }
  expect(served.fake.changes).toEqual([]);
});

it("replays an event, and the events of a range", async () => {
  const served = await serve();
  const one = await post(served, "/api/events/evt-dlv_0/replay", { subscription: "builds" });
  expect(one.json).toEqual({ replay: "replay-1", events: 1 });
  const range = { bus: "engineering", from: "2026-11-30T12:00:00Z", to: "2026-11-30T12:05:00Z" };
  const dry = await post(served, "/api/replays", { ...range, dryRun: true });
  expect(dry.json).toMatchObject({ events: 5 });
  expect(served.fake.changes).toEqual(["replayEvent"]);
  expect((await post(served, "/api/replays", range)).json).toEqual({ replay: "replay-2", events: 5 });
});

it("a sample that can't be made says why, with 422", async () => {
  const served = await serve();
  const answer = await post(served, "/api/sources/billing/sample", { event: "unknown" });
  expect(answer).toMatchObject({ status: 422, json: { sent: false, reason: expect.any(String) } });
  const sent = await post(served, "/api/sources/billing/sample", { event: "push", set: { "/id": "1" } });
  expect(sent.json).toMatchObject({ sent: true, status: 200, event: "push" });
});

it("a sample may have an empty body", async () => {
  const served = await serve();
  const { status } = await post(served, "/api/sources/billing/sample", { body: "" });
  expect(status).toBe(200);
  expect(served.fake.changes).toEqual(["sample"]);
});
