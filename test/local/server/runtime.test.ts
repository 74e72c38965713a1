import { existsSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import {
  accepted,
  eventIds,
  makeTestProject,
  requestWith,
  signed,
  startTestBridge,
  until,
} from "./runtime-fixture.ts";

let runtime: Runtime;
const project = makeTestProject();
const lines: string[] = [];
const printedEvents: string[] = [];

beforeAll(async () => {
  runtime = await startTestBridge(lines, project, { onEvent: (line) => printedEvents.push(line) });
});

afterAll(() => runtime?.close());

test("a signed delivery becomes an event, its integers unchanged", async () => {
  const body = '{"action":"opened","id":"evt-1","big":9007199254740993,"odd":-0,"huge":1E400}';
  const id = await accepted(runtime.url, body);
  const { status, events, steps } = await requestWith(runtime, id, "published");
  expect(status).toBe(200);
  expect(events).toMatchObject([{ bus: "engineering", name: "issues.opened", eventId: "evt-1" }]);
  const record = await runtime.bridge.event(events[0]?.id ?? "");
  expect(record?.envelope).toContain(`"data":${body}`);
  expect(steps.map(({ step }) => step)).toEqual(
    expect.arrayContaining([
      "received",
      "verified",
      "answered",
      "queued",
      "taken",
      "made-events",
      "published",
    ]),
  );
  expect(printedEvents.at(-1)).toContain(`"data":${body}`);
});

test("a duplicate is accepted and published once", async () => {
  const body = '{"action":"closed","id":"evt-2"}';
  await requestWith(runtime, await accepted(runtime.url, body), "published");
  const again = await requestWith(runtime, await accepted(runtime.url, body), "duplicate");
  expect(again).toMatchObject({ published: 0, duplicates: 1, events: [] });
  expect((await eventIds(runtime)).filter((id) => id === "evt-2")).toHaveLength(1);
});

test("equal deliveries in quick succession are published once", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `evt-quick-${index}`);
  for (const id of ids) {
    const body = `{"action":"closed","id":"${id}"}`;
    await accepted(runtime.url, body);
    await accepted(runtime.url, body);
  }
  await until(async () => (await runtime.bridge.requests({ outcome: ["queued", "deferred"] })).total === 0);
  const seen = await eventIds(runtime);
  for (const id of ids) expect(seen.filter((one) => one === id)).toHaveLength(1);
});

test("every authentication failure gets the same answer", async () => {
  const body = '{"action":"opened"}';
  const right = signed(body);
  const wrong = { ...right, "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
  const { "x-hub-signature-256": _, ...missing } = right;
  const malformed = { ...right, "x-hub-signature-256": "sha256=zz" };
  const send = async (source: string, headers: Record<string, string>, text = body): Promise<unknown> => {
    const answer = await fetch(`${runtime.url}/hooks/${source}`, { method: "POST", headers, body: text });
    const sent = [...answer.headers].filter(([name]) => name !== "date");
    return { status: answer.status, sent, body: await answer.text() };
  };
  const answers = [
    await send("repo", wrong),
    await send("repo", missing),
    await send("repo", malformed),
    await send("repo", right, `${body} `),
    await send("nowhere", right),
    await send("__proto__", right),
  ];
  expect(answers[0]).toMatchObject({ status: 401, body: '{"error":"unauthorized"}' });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  const rejected = await until(
    async () => (await runtime.bridge.requests({ reason: ["signature-mismatch"] })).items[0],
  );
  expect(rejected).toMatchObject({ outcome: "refused", source: "repo", status: 401 });
});

test("a refusal tells its cause, what to do next, and the name that was asked for", async () => {
  await fetch(`${runtime.url}/hooks/repos?token=in-a-query`, { method: "POST", body: "{}" });
  await fetch(`${runtime.url}/hooks/repo`, { method: "PUT", body: "{}" });
  const printed = () => lines.join("\n");
  await until(async () => printed().includes('no source is named "repos"; similar: repo'));
  expect(printed()).toMatch(
    /reason=signature-missing id=req_\S+\n {2}cause: looked for the header x-hub-signature-256\n/,
  );
  expect(printed()).toMatch(
    /reason=signature-mismatch id=req_\S+\n {2}cause: its one secret does not match;/,
  );
  expect(printed()).toMatch(/\n {2}next: {2}.* docs\/errors\.md#signature-missing\n/);
  await until(async () => printed().includes("PUT came; the source takes POST"));
  expect(printed()).not.toContain("in-a-query");
  const { items } = await runtime.bridge.requests({ reason: ["unknown-source"], text: '"repos"' });
  expect(items).toMatchObject([
    { id: expect.stringMatching(/^req_/), source: "unknown", outcome: "refused" },
  ]);
});

test("the gateway's own answers are in the journal too: no such route, too large", async () => {
  expect((await fetch(`${runtime.url}/hooks/repo/more`, { method: "POST" })).status).toBe(404);
  const large = await fetch(`${runtime.url}/hooks/repo`, {
    method: "POST",
    body: new Uint8Array(10 * 1024 * 1024 + 1),
  });
  expect([large.status, await large.json()]).toEqual([413, { message: "Request Entity Too Large" }]);
  const tooLarge = await until(
    async () => (await runtime.bridge.requests({ reason: ["body-too-large"] })).items[0],
  );
  expect(tooLarge).toMatchObject({ source: "repo", status: 413, outcome: "refused" });
  const { items } = await runtime.bridge.requests({ reason: ["malformed-request"] });
  expect(items).toMatchObject([{ source: "unknown", status: 404 }]);
});

function statusWith(
  path: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<number | undefined> {
  const { port } = new URL(runtime.url);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

test("the API refuses pages of other origins and tunnels; webhooks come from anywhere", async () => {
  expect(await statusWith("/api/sources", { host: "evil.example" })).toBe(403);
  expect(await statusWith("/", { host: "127.0.0.1.evil.example" })).toBe(403);
  expect(await statusWith("/api/sources", { host: "localhost:1" })).toBe(200);
  expect(await statusWith("/hooks/repo", { host: "abc.ngrok.example" }, "POST")).toBe(401);
  expect(await statusWith("/api/events", { "x-forwarded-for": "192.0.2.1" })).toBe(403);
  expect(await statusWith("/hooks/repo", { "x-forwarded-for": "192.0.2.1" }, "POST")).toBe(401);
});

test("running.json says where it runs, to its owner only, until it ends", async () => {
  const file = join(project.dataDirectory, "running.json");
  const { pid, url, token } = JSON.parse(readFileSync(file, "utf8"));
  expect([pid, url]).toEqual([process.pid, runtime.url]);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect([file, project.dataDirectory].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o700]);
  const other = makeTestProject();
  const ending = await startTestBridge([], other);
  expect(existsSync(join(other.dataDirectory, "running.json"))).toBe(true);
  await ending.close();
  expect(existsSync(join(other.dataDirectory, "running.json"))).toBe(false);
});

test("the page and what it reads show the webhook URLs, and no secret", async () => {
  const page = await (await fetch(runtime.url)).text();
  expect(page).toContain('<div id="app">');
  const sources = await (await fetch(`${runtime.url}/api/sources`)).text();
  expect(sources).toContain(`${runtime.url}/hooks/repo`);
  for (const text of [page, sources, lines.join("\n")]) expect(text).not.toContain("Everybody");
});

test("the queue can be read with the SDK", async () => {
  const sqs = new SQSClient({
    endpoint: runtime.endpoints.sqs,
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const command = new GetQueueAttributesCommand({
    QueueUrl: `${runtime.endpoints.sqs}/000000000000/hookbridge-local`,
    AttributeNames: ["All"],
  });
  const { Attributes } = await sqs.send(command);
  expect(JSON.parse(Attributes?.RedrivePolicy ?? "")).toMatchObject({ maxReceiveCount: 5 });
  expect(new URL(runtime.endpoints.sqs).hostname).toBe("127.0.0.1");
});
