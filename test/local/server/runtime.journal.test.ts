/** The journal over restarts, and what is made of one that an earlier version, or nobody, has written. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import type { StreamItem } from "../../../src/operate/bridge.ts";
import { makeWaysProject } from "./journal-fixture.ts";
import { accepted, requestWith, startTestBridge, type TestProject, until } from "./runtime-fixture.ts";

const running: Runtime[] = [];
afterEach(async () => {
  for (const runtime of running.splice(0)) await runtime.close();
});

async function start(project: TestProject): Promise<Runtime> {
  const runtime = await startTestBridge([], project);
  running.push(runtime);
  return runtime;
}

async function stop(runtime: Runtime): Promise<void> {
  running.splice(running.indexOf(runtime), 1);
  await runtime.close();
}

const opened = (id: string): string => JSON.stringify({ action: "opened", id });

async function take(items: AsyncIterable<StreamItem>, count: number): Promise<readonly StreamItem[]> {
  const taken: StreamItem[] = [];
  for await (const item of items) if (taken.push(item) === count) break;
  return taken;
}

test("requests, events and the stream go on after a restart", async () => {
  const project = makeWaysProject();
  const first = await start(project);
  const before = new AbortController();
  const following = take(first.bridge.stream({ source: ["ways"], signal: before.signal }), 2);
  const id = await accepted(first.url, opened("j-1"), "ways");
  await requestWith(first, id, "published");
  const [item] = await following;
  await fetch(`${first.url}/hooks/ways`, { method: "POST", body: "{}" });
  const refused = await until(async () => (await first.bridge.requests({ outcome: ["refused"] })).items[0]);
  await until(async () => (await first.bridge.request(refused.id))?.explainable);
  const rows = await first.bridge.requests({});
  const events = await first.bridge.events({});
  await stop(first);

  const second = await start(project);
  expect(await second.bridge.requests({})).toEqual(rows);
  expect(await second.bridge.events({})).toEqual(events);
  expect(await second.bridge.request(refused.id)).toMatchObject({ explainable: true });
  const after = new AbortController();
  const lastId = item?.id ?? "";
  const rest = second.bridge.stream({ source: ["ways"], lastId, signal: after.signal });
  const newer = take(rest, 6);
  await requestWith(second, await accepted(second.url, opened("j-2"), "ways"), "published");
  const items = await newer;
  after.abort();
  expect(items.some((one) => one.kind === "event" && one.row.eventId === "j-2")).toBe(true);
  const ids = items.map((one) => Number(one.id));
  expect(Math.min(...ids)).toBe(Number(lastId) + 1);
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
}, 60_000);

test("a journal of an earlier version is put aside; events that EventBridge has are listed again", async () => {
  const project = makeWaysProject();
  const first = await start(project);
  await requestWith(first, await accepted(first.url, opened("o-1"), "ways"), "published");
  await stop(first);
  for (const name of readdirSync(project.dataDirectory).filter((file) => file.startsWith("journal.db")))
    rmSync(join(project.dataDirectory, name));
  const old = new DatabaseSync(join(project.dataDirectory, "journal.db"));
  old.exec(
    "CREATE TABLE deliveries (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);" +
      "INSERT INTO deliveries (id, record) VALUES ('dlv_1', '{\"outcome\":\"accepted\"}')",
  );
  old.close();

  const second = await start(project);
  expect(second.warnings.join("\n")).toContain("journal.db.old-1");
  expect((await second.bridge.requests({})).total).toBe(0);
  expect((await second.bridge.events({})).items).toMatchObject([{ eventId: "o-1" }]);
  const kept = new DatabaseSync(join(project.dataDirectory, "journal.db.old-1"), { readOnly: true });
  expect(kept.prepare("SELECT id FROM deliveries").all()).toEqual([{ id: "dlv_1" }]);
  kept.close();
  await requestWith(second, await accepted(second.url, opened("o-2"), "ways"), "published");
}, 60_000);

test("a damaged journal stops nothing", async () => {
  const project = makeWaysProject();
  mkdirSync(project.dataDirectory);
  writeFileSync(join(project.dataDirectory, "journal.db"), "this is no database ".repeat(500));
  const runtime = await start(project);
  expect(runtime.warnings.join("\n")).toContain("journal.db.old-1");
  expect(readFileSync(join(project.dataDirectory, "journal.db.old-1"), "utf8")).toContain("no database");
  await requestWith(runtime, await accepted(runtime.url, opened("x-1"), "ways"), "published");
}, 60_000);

test("events that a killed run had put but not listed are listed by the next", async () => {
  const project = makeWaysProject();
  const first = await start(project);
  const id = await accepted(first.url, opened("k-1"), "ways");
  const [event] = (await requestWith(first, id, "published")).events;
  await stop(first);
  const journal = new DatabaseSync(join(project.dataDirectory, "journal.db"));
  journal.exec("DELETE FROM events; UPDATE requests SET type = NULL, entity = NULL, action = NULL");
  journal.close();
  const second = await start(project);
  expect((await second.bridge.events({})).items).toEqual([event]);
  expect(await second.bridge.request(id)).toMatchObject({ type: "com.ways.issues.opened" });
}, 60_000);

test("that a delivery was published, which a killed run had not written, is known to the next", async () => {
  const project = makeWaysProject();
  const first = await start(project);
  const id = await accepted(first.url, opened("k-2"), "ways");
  await requestWith(first, id, "published");
  await stop(first);
  const journal = new DatabaseSync(join(project.dataDirectory, "journal.db"));
  journal.exec("UPDATE requests SET outcome = 'queued', published = NULL; DELETE FROM steps");
  journal.close();
  const second = await start(project);
  expect(await second.bridge.request(id)).toMatchObject({
    outcome: "published",
    published: 1,
    steps: expect.arrayContaining([expect.objectContaining({ step: "published" })]),
  });
}, 60_000);

test("refused requests are for their owner only, and gone after a day", async () => {
  const project = makeWaysProject();
  const runtime = await start(project);
  await fetch(`${runtime.url}/hooks/ways?a=1`, {
    method: "POST",
    headers: { "x-one": "1" },
    body: "as it came",
  });
  const folder = join(project.dataDirectory, "refused");
  const [name = ""] = await until(async () => readdirSync(folder).length > 0 && readdirSync(folder));
  const id = name.replace(".http", "");
  expect([folder, join(folder, name)].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  const text = readFileSync(join(folder, name), "latin1");
  expect(text.startsWith("POST /hooks/ways?a=1 HTTP/1.1\r\n")).toBe(true);
  expect(text).toContain("x-one: 1\r\n");
  expect(text.endsWith("\r\n\r\nas it came")).toBe(true);
  expect(await until(async () => runtime.bridge.request(id))).toMatchObject({ explainable: true });
  const dayBefore = (Date.now() - 24 * 3_600_000) / 1_000;
  utimesSync(join(folder, name), dayBefore, dayBefore);
  expect(await runtime.bridge.request(id)).toMatchObject({
    explainable: false,
    note: expect.stringContaining("for a day"),
  });
  expect(await runtime.bridge.explain(id)).toBeUndefined();
  await fetch(`${runtime.url}/hooks/ways`, { method: "POST", body: "another" });
  await until(async () => readdirSync(folder).length === 1 && !readdirSync(folder).includes(name));
}, 60_000);
