/** No answer of the API, no line of the output and no file of the journal has a secret, whatever was sent. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import { allSecrets, makeWaysProject } from "./journal-fixture.ts";
import { accepted, requestWith, secret, startTestBridge, until } from "./runtime-fixture.ts";

let runtime: Runtime;
const project = makeWaysProject();
const lines: string[] = [];
const { older, token, verify, otherToken } = allSecrets;
const known = [secret, older, token, verify];

beforeAll(async () => {
  runtime = await startTestBridge(lines, project);
});
afterAll(() => runtime?.close());

/** Sends what is refused, with secrets in every place where somebody may put them by mistake. */
async function sendMistakes(): Promise<void> {
  const base64 = Buffer.from(secret).toString("base64");
  for (const one of [...known, base64, Buffer.from(token).toString("hex")])
    for (const source of ["ways", "tokens", "parked", "secretless", "nowhere"])
      await fetch(
        `${runtime.url}/hooks/${source}?token=${encodeURIComponent(one)}&x=${encodeURIComponent(one)}`,
        {
          method: "POST",
          headers: {
            "x-hub-signature-256": one,
            "x-vendor-token": `${one}x`,
            authorization: `Basic ${Buffer.from(`user:${one}`).toString("base64")}`,
            cookie: one,
            "x-anything": one,
            "user-agent": `Agent/${one}`,
          },
          body: JSON.stringify({
            secret: one,
            text: `before ${one} after`,
            nested: { password: otherToken },
          }),
        },
      );
  await fetch(`${runtime.url}/hooks/ways?verify_token=${verify}&challenge=1`);
  const answer = await fetch(`${runtime.url}/hooks/tokens`, {
    method: "POST",
    headers: { "x-vendor-token": token },
    body: '{"action":"paid","id":"t-1"}',
  });
  await requestWith(runtime, answer.headers.get("x-hookbridge-delivery"), "published");
  await requestWith(
    runtime,
    await accepted(runtime.url, '{"action":"opened","id":"s-1"}', "parked"),
    "dead-letter",
  );
}

const parts = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text).toString("base64").replace(/=+$/, ""),
  Buffer.from(text).toString("hex"),
  text.slice(0, 9),
  text.slice(-9),
];

test("not one secret, nor the beginning or end of one, is in any answer", async () => {
  await sendMistakes();
  const { bridge } = runtime;
  await until(async () => ((await bridge.requests({ limit: 1_000 })).total ?? 0) >= 33);
  const { token: apiToken } = JSON.parse(readFileSync(join(project.dataDirectory, "running.json"), "utf8"));
  const headers = { authorization: `Bearer ${apiToken}` };
  const texts: string[] = [lines.join("\n")];
  const get = async (path: string): Promise<void> => {
    const answer = await fetch(`${runtime.url}${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    texts.push(await answer.text());
  };
  for (const path of [
    "/",
    "/api/overview",
    "/api/place",
    "/api/sources",
    "/api/requests?limit=1000",
    "/api/events",
  ])
    await get(path);
  for (const path of ["/api/dead-letters", "/api/dead-letters/groups", "/api/subscriptions"]) await get(path);
  for (const { name } of await bridge.sources()) await get(`/api/sources/${name}`);
  for (const { id } of (await bridge.events({})).items) await get(`/api/events/${id}`);
  for (const { id } of (await bridge.deadLetters({})).items) await get(`/api/dead-letters/${id}`);
  const { items } = await bridge.requests({ limit: 1_000 });
  for (const [index, { id, outcome }] of items.entries()) {
    await get(`/api/requests/${id}`);
    if (outcome !== "refused" || index % 3 !== 0) continue;
    const explained = await fetch(`${runtime.url}/api/requests/${id}/explain`, { method: "POST", headers });
    expect(explained.status).toBe(200);
    texts.push(await explained.text());
  }
  const stopping = new AbortController();
  let count = 0;
  for await (const item of bridge.stream({ lastId: "0", signal: stopping.signal })) {
    texts.push(JSON.stringify(item));
    if (++count === 60) break;
  }
  stopping.abort();
  const all = texts.join("\n");
  expect(all.length).toBeGreaterThan(50_000);
  for (const one of [...known, otherToken]) for (const part of parts(one)) expect(all).not.toContain(part);
}, 120_000);

test("nor in the journal", () => {
  const journal = ["journal.db", "journal.db-wal"]
    .map((name) => readFileSync(join(project.dataDirectory, name), "latin1"))
    .join("");
  for (const one of [...known, otherToken]) expect(journal).not.toContain(one);
});
