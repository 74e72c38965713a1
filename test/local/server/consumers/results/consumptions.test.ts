/** What consumers do is told in the stream and listed, through the API, as commands and the console ask. */

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { openConsumptions } from "../../../../../src/local/server/consumers/results/consumptions.ts";
import type { Runtime } from "../../../../../src/local/server/runtime.ts";
import type { ConsumedRow } from "../../../../../src/operate/consumed.ts";
import { openLocalBridge } from "../../../../../src/operate/local/local-bridge.ts";
import { startTestBridge, type TestProject } from "../../runtime-fixture.ts";
import { consumerProject, putEvents } from "../consumer-project.ts";

let running: Runtime | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

/** Reads the stream of the running bridge until the row of a subscription is as it should be. */
async function consumedWhen(
  project: TestProject,
  act: () => Promise<unknown>,
  isDone: (rows: readonly ConsumedRow[]) => boolean,
): Promise<readonly ConsumedRow[]> {
  const bridge = await openLocalBridge({ dataDirectory: project.dataDirectory });
  const rows: ConsumedRow[] = [];
  const items = bridge
    .stream({ signal: AbortSignal.timeout(30_000), type: ["com.code.*"] })
    [Symbol.asyncIterator]();
  const first = items.next();
  await act();
  for (let item = await first; !item.done; item = await items.next()) {
    if (item.value.kind === "consumed") rows.push(item.value.row);
    if (isDone(rows)) break;
  }
  await bridge.close();
  return rows;
}

const failing = `
export const handler = async ({ Records: [record] }) => {
  const { data, subject } = JSON.parse(record.body).detail;
  if (subject === "bad") throw new TypeError("can't read " + data.large + " with " + process.env.API_KEY + "\\nmore");
};`;

test("the stream tells who took an event, and of a failure its kind, its message and when it is tried again", async () => {
  const project = consumerProject(
    `builds: { bus: "engineering", on: "everything",
       function: { file: "consumers/builds.ts", batchSize: 1, environment: { API_KEY: "sk-verysecret" } } },
     copies: { bus: "engineering", on: { subject: "good" }, forward: "arn:aws:events:eu-west-1:444455556666:event-bus/copies" },
     opens: { bus: "engineering", on: { subject: "good" }, queue: {} }`,
    { "consumers/builds.ts": failing },
  );
  running = await startTestBridge([], project);
  const bridge = running;
  const rows = await consumedWhen(
    project,
    () => putEvents(bridge, ["good", "bad"]),
    (seen) => seen.length === 4,
  );
  const of = (subscription: string, delivery: string): ConsumedRow | undefined =>
    rows.find((row) => row.subscription === subscription && row.delivery === delivery);
  const good = { state: "delivered", attempts: 1, type: "com.code.push", source: "repo" };
  expect(of("builds", "dlv_good")).toMatchObject({ ...good, target: "function" });
  expect(of("copies", "dlv_good")).toMatchObject({ ...good, target: "forward" });
  expect(of("opens", "dlv_good")).toMatchObject({ ...good, target: "queue" });
  const failed = of("builds", "dlv_bad");
  expect(failed).toMatchObject({ state: "waiting", attempts: 1, reason: "TypeError: can't read … with …" });
  expect(Date.parse(failed?.nextAt ?? "") - Date.parse(failed?.at ?? "")).toBe(180_000);
  // The row of the subscription, and the list.
  expect(await bridge.bridge.subscription("builds")).toMatchObject({
    state: "failing",
    failed: 1,
    lastError: { at: failed?.at, reason: "TypeError: can't read … with …" },
  });
  const api = await openLocalBridge({ dataDirectory: project.dataDirectory });
  const listed = await api.consumed?.({ subscription: "builds", text: "dlv_bad" });
  expect(listed).toMatchObject({ total: 1, items: [failed] });
  expect((await api.consumed?.({ source: ["bare"] }))?.items).toEqual([]);
  await api.close();
}, 60_000);

test("an event has one row, and its last failure says when it becomes a dead letter", () => {
  const file = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "consumptions.db");
  const noted: number[] = [];
  const consumptions = openConsumptions({ file, now: () => 1_000, onNoted: (seq) => noted.push(seq) });
  const event = { id: "e-1", type: "com.code.push", source: "repo", delivery: "dlv_1" };
  const consumer = { subscription: "builds", target: "function" } as const;
  consumptions.note(consumer, event, {
    state: "waiting",
    attempts: 600,
    reason: "no",
    nextAt: 7_000,
    isLast: true,
  });
  expect(consumptions.at(noted[0] ?? 0)).toEqual({
    ...{
      id: "1",
      at: "1970-01-01T00:00:01.000Z",
      subscription: "builds",
      target: "function",
      state: "waiting",
    },
    ...{ attempts: 600, reason: "no", deadLetterAt: "1970-01-01T00:00:07.000Z" },
    ...{ event: "e-1", type: "com.code.push", source: "repo", delivery: "dlv_1" },
  });
  consumptions.note(consumer, event, { state: "delivered", attempts: 601 });
  expect(noted).toEqual([1, 1]);
  expect(consumptions.failures("builds", 0)).toEqual({ count: 0 });
  consumptions.close();
});

test("a file of a former version is read on", () => {
  const file = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "consumptions.db");
  const former = new DatabaseSync(file);
  former.exec(`CREATE TABLE consumptions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, event TEXT NOT NULL, replay TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, reason TEXT, UNIQUE (subscription, event, replay)) STRICT;
    INSERT INTO consumptions (subscription, event, replay, state, attempts, reason) VALUES ('builds', 'e-1', '', 'waiting', 2, 'no')`);
  former.close();
  const consumptions = openConsumptions({ file, now: Date.now, onNoted: () => {} });
  expect(consumptions.find("builds", { id: "e-1" })).toEqual({ state: "waiting", attempts: 2, reason: "no" });
  expect(consumptions.failures("builds", 0)).toEqual({ count: 1 });
  expect(consumptions.list({}).items).toMatchObject([
    { subscription: "builds", event: "e-1", target: "function" },
  ]);
  consumptions.close();
});
