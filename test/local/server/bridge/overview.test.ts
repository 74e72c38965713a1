/** Figures and what needs attention, of a bridge to which each kind of request has come. */
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { allSecrets, makeWaysProject } from "../journal-fixture.ts";
import { accepted, requestWith, startTestBridge, until } from "../runtime-fixture.ts";

let runtime: Runtime;
const started = Date.now();

beforeAll(async () => {
  runtime = await startTestBridge([], makeWaysProject());
  for (let number = 0; number < 4; number++) {
    const body = `{"action":"opened","id":"o-${number % 3}"}`;
    const id = await accepted(runtime.url, body, "ways");
    await requestWith(runtime, id, number === 3 ? "duplicate" : "published");
  }
  for (const headers of [{}, {}, { "x-hub-signature-256": "sha256=0" }] as Record<string, string>[])
    await fetch(`${runtime.url}/hooks/ways`, { method: "POST", headers, body: "{}" });
  await fetch(`${runtime.url}/hooks/secretless`, { method: "POST", body: "{}" });
  await fetch(`${runtime.url}/hooks/ways?verify_token=${allSecrets.verify}&challenge=1`);
  await accepted(runtime.url, '{"action":"opened","id":"o-9"}', "parked");
  await until(async () => (await runtime.bridge.deadLetters({})).total === 1);
  await until(async () => (await runtime.bridge.requests({})).total === 10);
}, 60_000);
afterAll(() => runtime?.close());

test("counts, times of answers and the series of a range", async () => {
  const range = { from: started, to: Date.now() };
  const figures = await runtime.bridge.overview(range);
  expect(figures).toMatchObject({
    from: new Date(range.from).toISOString(),
    accepted: 5,
    refused: 3,
    failed: 1,
    published: 3,
    duplicates: 1,
    deadLetters: 1,
    queue: { waiting: 0, lateSeconds: 60 },
    publishP99Ms: expect.any(Number),
    reasons: [
      { reason: "signature-missing", count: 2, sources: ["ways"] },
      { reason: "secret-missing", count: 1, sources: ["secretless"] },
      { reason: "signature-mismatch", count: 1, sources: ["ways"] },
    ],
  });
  expect(figures.series).toHaveLength(60);
  expect(figures.queue.series?.map(({ at }) => at)).toEqual(figures.series.map(({ at }) => at));
  const sum = (name: "accepted" | "refused"): number =>
    figures.series.reduce((all, step) => all + step[name], 0);
  expect([sum("accepted"), sum("refused")]).toEqual([5, 3]);
  const { answers } = figures;
  expect(answers.map(({ source }) => source)).toContain("ways");
  for (const { p50Ms = Number.NaN, p99Ms = Number.NaN } of answers)
    expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
  const before = await runtime.bridge.overview({ from: 0, to: started - 1 });
  expect(before).toMatchObject({ accepted: 0, refused: 0, answers: [], reasons: [] });
});

test("attention has the worst first, each with the command that shows more", async () => {
  const { attention } = await runtime.bridge.overview({ from: started, to: Date.now() });
  expect(attention.map(({ level }) => level)).toEqual(attention.map(({ level }) => level).toSorted());
  expect(attention).toEqual(
    expect.arrayContaining([
      {
        level: "bad",
        about: { kind: "secret", source: "secretless" },
        text: "The source secretless has no secret: it answers 503.",
        command: "npx hookbridge secrets set secretless",
      },
      {
        level: "bad",
        about: { kind: "dead-letters" },
        text: "1 delivery could not be published.",
        command: "npx hookbridge dead-letters list",
      },
      {
        level: "bad",
        about: {
          kind: "failed",
          source: "secretless",
          reason: "secret-missing",
          request: expect.stringMatching(/^req_/),
        },
        text: "1 request to secretless failed: secret-missing: the vendor got 5xx and must send again.",
        since: expect.any(String),
        command: expect.stringMatching(/^npx hookbridge deliveries show req_/),
      },
      expect.objectContaining({
        level: "warn",
        command: expect.stringMatching(/^npx hookbridge explain req_/),
      }),
    ]),
  );
});

test("each source says what it is doing, and what its vendor needs", async () => {
  const sources = await runtime.bridge.sources();
  expect(sources.map(({ name, condition, secrets }) => [name, condition, secrets])).toEqual([
    ["ways", "refused", 3],
    ["tokens", "waiting-for-first", 1],
    ["parked", "receiving", 1],
    ["redacting", "waiting-for-first", 1],
    ["secretless", "no-secret", 0],
  ]);
  expect(sources[0]).toMatchObject({
    bus: "main",
    lastAccepted: { outcome: "duplicate" },
    lastRefused: { outcome: "refused" },
  });
  expect(sources[0]?.lastHour?.accepted).toBeGreaterThan(0);
  expect(sources[2]).toMatchObject({ bus: null });
  expect(await runtime.bridge.source("ways")).toMatchObject({
    steps: [
      expect.stringContaining("Settings > Webhooks"),
      expect.stringContaining(`${runtime.url}/hooks/ways`),
      expect.stringContaining("npx hookbridge secrets set ways"),
    ],
    signature: [expect.stringContaining("HMAC")],
    deadlineSeconds: 10,
    accept: ["issues.*"],
    samples: [],
    setup: {
      where: "Settings > Webhooks",
      secret: "issued-by-provider",
      canSign: true,
      handshakes: [expect.stringContaining("`challenge`")],
    },
    secretUse: { newestAt: expect.any(String) },
  });
});

test("an event that somebody else puts on another bus of this EventBridge is listed and shown too", async () => {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new EventBridgeClient({
    endpoint: runtime.endpoints.eventbridge,
    region: "us-east-1",
    credentials,
  });
  await client.send(
    new PutEventsCommand({ Entries: [{ Source: "own", DetailType: "Own event", Detail: '{"a":1}' }] }),
  );
  client.destroy();
  const row = await until(async () => (await runtime.bridge.events({ bus: ["default"] })).items[0]);
  expect(row).toMatchObject({ source: "own", type: "Own event", delivery: "" });
  expect(await runtime.bridge.event(row.id)).toMatchObject({ id: row.id, rules: [] });
});
