import { request } from "node:http";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import { deliver, read, signed, startTestBridge, until } from "./runtime-fixture.ts";

let runtime: Runtime;
const lines: string[] = [];

beforeAll(async () => {
  runtime = await startTestBridge(lines);
});

afterAll(() => runtime?.close());

const eventsOf = async (id: string): Promise<readonly Record<string, unknown>[]> =>
  (await read(runtime.url, "/api/events?limit=1000")).items.filter((item) =>
    JSON.stringify(item.event).includes(`"${id}"`),
  );

test("a signed delivery becomes an event, its integers unchanged", async () => {
  const body = '{"action":"opened","id":"evt-1","big":9007199254740993,"odd":-0,"huge":1E400}';
  const answer = await deliver(runtime.url, body);
  expect(answer.status).toBe(200);
  const deliveryId = answer.headers.get("x-hookbridge-delivery");
  const [event] = await until(async () => (await eventsOf("evt-1")).length > 0 && (await eventsOf("evt-1")));
  expect(event).toMatchObject({
    bus: "engineering",
    event: { source: "com.code", "detail-type": "issues.opened" },
  });
  const text = await (await fetch(`${runtime.url}/api/events`)).text();
  expect(text).toContain(`"data":${body}`);
  const delivery = await until(async () =>
    (await read(runtime.url, "/api/deliveries")).items.find(
      (item) => item.deliveryId === deliveryId && item.publishing,
    ),
  );
  expect(delivery).toMatchObject({
    outcome: "accepted",
    source: "repo",
    status: 200,
    publishing: { state: "published", published: 1 },
  });
});

test("a duplicate is accepted and published once", async () => {
  const body = '{"action":"closed","id":"evt-2"}';
  expect((await deliver(runtime.url, body)).status).toBe(200);
  await until(async () => (await eventsOf("evt-2")).length === 1);
  const again = await deliver(runtime.url, body);
  expect(again.status).toBe(200);
  const id = again.headers.get("x-hookbridge-delivery");
  const delivery = await until(async () =>
    (await read(runtime.url, "/api/deliveries")).items.find(
      (item) => item.deliveryId === id && item.publishing,
    ),
  );
  expect(delivery.publishing).toMatchObject({ published: 0, duplicates: 1 });
  expect(await eventsOf("evt-2")).toHaveLength(1);
});

test("equal deliveries in quick succession are published once", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `evt-quick-${index}`);
  for (const id of ids) {
    const body = `{"action":"closed","id":"${id}"}`;
    expect((await deliver(runtime.url, body)).status).toBe(200);
    expect((await deliver(runtime.url, body)).status).toBe(200);
  }
  await until(async () => {
    const { items } = await read(runtime.url, "/api/deliveries?limit=1000");
    return items.every((item) => item.outcome !== "accepted" || item.publishing);
  });
  for (const id of ids) expect(await eventsOf(id)).toHaveLength(1);
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
  const rejected = await until(async () =>
    (await read(runtime.url, "/api/deliveries?limit=1000")).items.find(
      (item) => item.reason === "signature-mismatch",
    ),
  );
  expect(rejected).toMatchObject({ outcome: "rejected", source: "repo", status: 401 });
});

test("a refusal tells its cause, what to do next, and the name that was asked for", async () => {
  await fetch(`${runtime.url}/hooks/repos?token=in-a-query`, { method: "POST", body: "{}" });
  await fetch(`${runtime.url}/hooks/repo`, { method: "PUT", body: "{}" });
  const printed = () => lines.join("\n");
  await until(async () => printed().includes('no source is named "repos"; similar: repo'));
  expect(printed()).toMatch(
    /reason=signature-missing id=req_\S+\n {2}cause: looked for the header x-hub-signature-256\n/,
  );
  expect(printed()).toMatch(/reason=signature-mismatch id=req_\S+\n {2}cause: none of 1 secret matches;/);
  expect(printed()).toMatch(/\n {2}next: {2}.* docs\/errors\.md#signature-missing\n/);
  await until(async () => printed().includes("PUT came; the source takes POST"));
  expect(printed()).not.toContain("in-a-query");
  const { items } = await read(runtime.url, "/api/deliveries?limit=1000");
  expect(items.find((item) => item.requested === "repos")).toMatchObject({
    id: expect.stringMatching(/^req_/),
    reason: "unknown-source",
  });
});

test("the gateway's own answers: no such route, too large", async () => {
  expect((await fetch(`${runtime.url}/hooks/repo/more`, { method: "POST" })).status).toBe(404);
  const large = await fetch(`${runtime.url}/hooks/repo`, {
    method: "POST",
    body: new Uint8Array(10 * 1024 * 1024 + 1),
  });
  expect([large.status, await large.json()]).toEqual([413, { message: "Request Entity Too Large" }]);
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

test("the API refuses pages of other origins; webhooks come from anywhere", async () => {
  expect(await statusWith("/api/sources", { host: "evil.example" })).toBe(403);
  expect(await statusWith("/", { host: "127.0.0.1.evil.example" })).toBe(403);
  expect(await statusWith("/api/dead-letters/redrive", { origin: "https://evil.example" }, "POST")).toBe(403);
  expect(await statusWith("/api/sources", { origin: "null" })).toBe(403);
  expect(await statusWith("/api/sources", { host: "localhost:1" })).toBe(200);
  expect(await statusWith("/hooks/repo", { host: "abc.ngrok.example" }, "POST")).toBe(401);
});

// ngrok http --host-header=rewrite, cloudflared's httpHostHeader, the tunnels of editors.
test("a tunnel that rewrites Host to our own name lets only webhooks through", async () => {
  for (const header of [
    "x-forwarded-for",
    "x-forwarded-host",
    "forwarded",
    "cf-connecting-ip",
    "x-real-ip",
  ]) {
    expect(await statusWith("/api/events", { [header]: "192.0.2.1" })).toBe(403);
    expect(await statusWith("/api/dead-letters/redrive", { [header]: "192.0.2.1" }, "POST")).toBe(403);
    expect(await statusWith("/hooks/repo", { [header]: "192.0.2.1" }, "POST")).toBe(401);
  }
});

test("the page and the sources show the webhook URLs, and no secret", async () => {
  const page = await (await fetch(runtime.url)).text();
  const sources = await (await fetch(`${runtime.url}/api/sources`)).text();
  expect(page).toContain(`${runtime.url}/hooks/repo`);
  expect(JSON.parse(sources).items[0]).toEqual({
    name: "repo",
    provider: { id: "code", name: "Code" },
    bus: "engineering",
    url: `${runtime.url}/hooks/repo`,
  });
  for (const text of [page, sources, lines.join("\n")]) expect(text).not.toContain("Everybody");
});

test("a sample is signed, accepted and published; replay sends the event again", async () => {
  const sample = await fetch(`${runtime.url}/api/sources/repo/sample`, { method: "POST" });
  expect(await sample.json()).toMatchObject({ sent: true, status: 200 });
  const [event] = await until(
    async () => (await eventsOf("hookbridge")).length === 1 && (await eventsOf("hookbridge")),
  );
  const replay = await fetch(`${runtime.url}/api/events/${String(event?.id)}/replay`, { method: "POST" });
  expect(replay.status).toBe(200);
  await until(async () => (await eventsOf("hookbridge")).length === 2);
  expect((await fetch(`${runtime.url}/api/events/none/replay`, { method: "POST" })).status).toBe(404);
  expect((await fetch(`${runtime.url}/api/sources/none/sample`, { method: "POST" })).status).toBe(404);
});

test("a list continues after its cursor", async () => {
  const all = await read(runtime.url, "/api/events?limit=1000");
  const first = await read(runtime.url, "/api/events?limit=1");
  const rest = await read(runtime.url, `/api/events?after=${first.next}&limit=1000`);
  expect([...first.items, ...rest.items]).toEqual(all.items);
  expect(await read(runtime.url, `/api/events?after=${rest.next}`)).toEqual({ items: [], next: rest.next });
  expect((await fetch(`${runtime.url}/api/events?after=x`)).status).toBe(400);
});

test("the stream sends deliveries, rejections and events", async () => {
  const stop = new AbortController();
  const stream = await fetch(`${runtime.url}/api/stream`, { signal: stop.signal });
  let text = "";
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => {});
  await deliver(runtime.url, '{"action":"opened","id":"evt-3"}');
  await fetch(`${runtime.url}/hooks/repo`, { method: "POST", body: "{}" });
  await until(async () =>
    ["event: delivery", "event: rejection", "event: event"].every((kind) => text.includes(kind)),
  );
  stop.abort();
  await reading;
});

test("a delivery that can never be published is parked, listed and redriven", async () => {
  await deliver(runtime.url, '{"action":"opened","id":"evt-4"}', "broken");
  const letter = await until(async () => (await read(runtime.url, "/api/dead-letters")).items[0], 90);
  expect(letter).toMatchObject({ source: "broken" });
  const redriven = await fetch(`${runtime.url}/api/dead-letters/redrive`, { method: "POST" });
  expect(await redriven.json()).toEqual({ redriven: 1 });
  await until(async () => (await read(runtime.url, "/api/dead-letters")).items.length === 1, 90);
}, 200_000);

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
