/** What the journal says of a request, whichever way it went. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { allSecrets, makeWaysProject } from "../journal-fixture.ts";
import { accepted, requestWith, signed, startTestBridge, until } from "../runtime-fixture.ts";

let runtime: Runtime;

beforeAll(async () => {
  runtime = await startTestBridge([], makeWaysProject());
});
afterAll(() => runtime?.close());

const stepsOf = async (id: string): Promise<readonly string[]> =>
  ((await runtime.bridge.request(id))?.steps ?? []).map(
    ({ step, waiting }) => `${step}${waiting ? "…" : ""}`,
  );

const newest = async (source: string): Promise<string> =>
  (await until(async () => (await runtime.bridge.requests({ source: [source], limit: 1 })).items[0])).id;

test("published: what it is about, how it was signed, and each step with its time", async () => {
  const id = await accepted(runtime.url, '{"action":"opened","id":"w-1","issue":"7"}', "ways");
  const detail = await requestWith(runtime, id, "published");
  expect(detail).toMatchObject({
    source: "ways",
    provider: "ways",
    status: 200,
    secretIndex: 0,
    type: "com.ways.issues.opened",
    entity: "issue",
    action: "opened",
    subject: "7",
    published: 1,
    explainable: false,
    signature: { scheme: "hmac", secretIndex: 0, secretCount: 3, locations: ["header:x-hub-signature-256"] },
  });
  expect(detail.bytes).toBe(42);
  expect(detail.request).toMatchObject({
    body: '{"action":"opened","id":"w-1","issue":"7"}',
    encoding: "utf8",
  });
  const measured = detail.steps.filter(({ offsetMs }) => offsetMs !== undefined).map(({ step }) => step);
  expect(measured.toSorted()).toEqual(["answered", "published", "queued", "received", "recorded", "taken"]);
  expect(detail.steps.map(({ step }) => step)).toContain("verified");
  expect(detail.steps.find(({ step }) => step === "taken")).toMatchObject({ attempt: 1, detail: "alone" });
  const { offsetMs } = detail.steps.find(({ step }) => step === "published") ?? {};
  expect(offsetMs).toBeGreaterThan(0);
  expect(offsetMs).toBeLessThan(20_000);
});

test("what was signed, in parts, and where it stood: of the signature only its ends", async () => {
  const body = '{"action":"opened","id":"w-signed","token":"a-token-in-the-body"}';
  const id = await accepted(runtime.url, body, "ways");
  const { signature } = (await runtime.bridge.request(id)) ?? {};
  expect(signature).toMatchObject({
    templates: ["{body}"],
    signed: [{ name: "body", text: '{"action":"opened","id":"w-signed","token":"[hidden]"}' }],
    found: [{ location: "header:x-hub-signature-256", value: expect.stringMatching(/^sha256=\w{8}…\w{4}$/) }],
  });
  expect(signature).not.toHaveProperty("ageSeconds");
});

test("what a source redacts is in no part of its kept requests", async () => {
  const body = '{"action":"opened","id":"w-red","customer":{"email":"private@example.com"}}';
  const id = await accepted(runtime.url, body, "redacting");
  const detail = await requestWith(runtime, id, "published");
  expect(JSON.stringify(detail)).not.toContain("private@example.com");
  expect(detail.request?.body).toBe('{"action":"opened","id":"w-red","customer":{"email":"[redacted]"}}');
});

test("a duplicate and the delivery that was published name each other, and what their key is made of", async () => {
  const body = '{"action":"opened","id":"w-twin"}';
  const first = await accepted(runtime.url, body, "ways");
  await requestWith(runtime, first, "published");
  const second = await accepted(runtime.url, body, "ways");
  await requestWith(runtime, second, "duplicate");
  const [one, two] = await Promise.all([first, second].map((id) => runtime.bridge.request(id)));
  expect(one?.twins).toMatchObject({ earlier: [], later: [{ id: second, outcome: "duplicate" }], days: 30 });
  expect(two?.twins).toMatchObject({ earlier: [{ id: first, outcome: "published" }], later: [] });
  expect(one?.twins?.key).toMatch(/^Source and Ways's id of the event, which the signature covers/);
});

test("a delivery of many events has all of them", async () => {
  const list = Array.from({ length: 3 }, (_, number) => ({ n: number }));
  const body = JSON.stringify({ action: "edited", id: "w-many", list });
  const { events, steps } = await requestWith(
    runtime,
    await accepted(runtime.url, body, "ways"),
    "published",
  );
  expect(events).toHaveLength(3);
  expect(steps.find(({ step }) => step === "made-events")?.detail).toBe("3 events");
});

test("dropped by accept, and a duplicate", async () => {
  const body = '{"action":"opened","id":"w-2"}';
  await requestWith(runtime, await accepted(runtime.url, body, "ways"), "published");
  const again = await requestWith(runtime, await accepted(runtime.url, body, "ways"), "duplicate");
  expect(again).toMatchObject({ published: 0, duplicates: 1 });
  const headers = { "x-github-event": "push" };
  const other = '{"action":"x","id":"w-3"}';
  const answer = await fetch(`${runtime.url}/hooks/ways`, {
    method: "POST",
    headers: { ...signed(other), ...headers },
    body: other,
  });
  const id = answer.headers.get("x-hookbridge-delivery");
  expect(await requestWith(runtime, id, "dropped")).toMatchObject({ dropped: 1, events: [] });
});

test("a handshake has an id of its own and its answer", async () => {
  const query = `verify_token=${allSecrets.verify}&challenge=c-1`;
  const answer = await fetch(`${runtime.url}/hooks/ways?${query}`);
  expect(await answer.text()).toBe("c-1");
  const row = await until(async () => (await runtime.bridge.requests({ outcome: ["handshake"] })).items[0]);
  expect(row).toMatchObject({ id: expect.stringMatching(/^req_/), handshake: "challenge", status: 200 });
  await until(async () => (await stepsOf(row.id)).includes("answered"));
  expect(await stepsOf(row.id)).toEqual(["received", "handshake", "answered"]);
  expect(await runtime.bridge.request(row.id)).toMatchObject({ explainable: false });
});

test("refused: with its bytes, without what proves who sends", async () => {
  const body = JSON.stringify({ action: "opened", token: allSecrets.otherToken, note: allSecrets.older });
  const signature = `sha256=${"0123456789abcdef".repeat(4)}`;
  await fetch(`${runtime.url}/hooks/ways?access_token=${allSecrets.otherToken}&page=2`, {
    method: "POST",
    headers: {
      "x-hub-signature-256": signature,
      authorization: `Bearer ${allSecrets.otherToken}`,
      cookie: "session=abcdefghijklmnop",
      "x-plain": "as it came",
    },
    body,
  });
  const id = await newest("ways");
  const detail = await until(async () => {
    const found = await runtime.bridge.request(id);
    return found?.request && found;
  });
  expect(detail).toMatchObject({ outcome: "refused", reason: "signature-mismatch", explainable: true });
  const { url, headers, body: kept } = detail.request ?? { url: "", headers: [], body: "" };
  expect(url).toBe("/hooks/ways?access_token=[hidden]&page=2");
  expect(kept).toBe('{"action":"opened","token":"[hidden]","note":"[hidden]"}');
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-hub-signature-256": "sha256=01234567…cdef",
    authorization: "[hidden]",
    cookie: "[hidden]",
    "x-plain": "as it came",
  });
  expect(await stepsOf(id)).toEqual(["received", "refused", "answered"]);
});

test("of a token nothing is shown", async () => {
  await fetch(`${runtime.url}/hooks/tokens`, {
    method: "POST",
    headers: { "x-vendor-token": allSecrets.otherToken },
    body: "{}",
  });
  const detail = await until(async () => {
    const found = await runtime.bridge.request(await newest("tokens"));
    return found?.request && found;
  });
  expect(detail).toMatchObject({ reason: "signature-mismatch", signature: { scheme: "token" } });
  expect(Object.fromEntries(detail.request?.headers ?? [])["x-vendor-token"]).toBe("[hidden]");
});

test("failed: a fault of the bridge, with its remedy", async () => {
  const answer = await fetch(`${runtime.url}/hooks/secretless`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(503);
  const row = await until(async () => (await runtime.bridge.requests({ outcome: ["failed"] })).items[0]);
  expect(row).toMatchObject({
    source: "secretless",
    code: "secret-missing",
    detail: 'The source "secretless" has no secret.',
    remedy: expect.stringContaining("secrets.json"),
  });
});

test("parked: a dead letter with its code and reason, published after a redrive only if it can be", async () => {
  const id = await accepted(runtime.url, '{"action":"opened","id":"w-4"}', "parked");
  const detail = await requestWith(runtime, id, "dead-letter");
  expect(detail).toMatchObject({ code: "event-invalid", note: "npx hookbridge dead-letters list" });
  expect((await stepsOf(id)).at(-1)).toBe("dead-letter");
});

test("filters of a list hold all at once, and a text is looked for in payloads too", async () => {
  const needle = await accepted(
    runtime.url,
    '{"action":"opened","id":"w-5","issue":"9","in":"Haystack"}',
    "ways",
  );
  await requestWith(runtime, needle, "published");
  const { requests, events } = runtime.bridge;
  const ids = async (query: object): Promise<readonly string[]> =>
    (await requests(query)).items.map(({ id }) => id);
  expect(await ids({ text: "haystack" })).toEqual([needle]);
  expect(await ids({ text: "haystack", outcome: ["refused"] })).toEqual([]);
  expect(await ids({ entity: ["issue"], action: ["opened"], text: "w-5" })).toEqual([needle]);
  expect((await events({ text: "HAYSTACK" })).items).toMatchObject([{ delivery: needle }]);
  expect((await events({ bus: ["other"] })).items).toEqual([]);
  expect((await events({ type: ["com.ways.issues.*"], outcome: ["published"] })).total).toBeGreaterThan(3);
  for (const query of [{ before: "x" }, { limit: 0 }, { limit: 1_001 }])
    await expect(requests(query)).rejects.toMatchObject({ code: "wrong-use" });
});
