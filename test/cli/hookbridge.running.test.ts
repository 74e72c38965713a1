/** The commands against the bridge as `start` runs it: real functions, queues, buses and journal. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Runtime } from "../../src/local/server/runtime.ts";
import {
  accepted,
  deliver,
  makeTestProject,
  requestWith,
  startTestBridge,
  until,
} from "../local/server/runtime-fixture.ts";
import type { Ended } from "./support/run-hookbridge.ts";
import { type Started, startHookbridge } from "./support/start-hookbridge.ts";

const project = makeTestProject();
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startTestBridge([], project);
});
afterAll(async () => {
  await runtime.close();
  rmSync(project.directory, { recursive: true, force: true });
});

const start = (words: readonly string[]): Started =>
  startHookbridge([...words, "--data-dir", project.dataDirectory]);
const run = (words: string): Promise<Ended> => start(words.split(" ")).ended;

const body = (id: string): string => `{"action":"opened","id":"${id}","big":12345678901234567890}`;

it("a delivery is followed from its request to its event, which is replayed and tried with a pattern", async () => {
  const id = await accepted(runtime.url, body("first"));
  await requestWith(runtime, id, "published");
  expect((await run("deliveries --source repo --outcome published")).out).toContain(id);
  const shown = await run(`deliveries show ${id}`);
  expect(shown.out).toMatch(/published +1 event\n/);
  const { out: envelope } = await run(`deliveries show ${id} --events`);
  expect(envelope).toContain('"big":12345678901234567890');
  const { id: eventId }: { readonly id: string } = JSON.parse(envelope);
  const fits = ["pattern", "test", '{"source":["com.code"]}', "--event", eventId];
  expect(await start(fits).ended).toMatchObject({ code: 0, out: "It matches.\n" });
  const misses = ["pattern", "test", '{"source":["com.other"]}', "--event", eventId];
  expect(await start(misses).ended).toMatchObject({ code: 1, out: "It does not match.\n" });
  const invalid = ["pattern", "test", '{"source":"x"}', "--event", eventId];
  const { code, err } = await start(invalid).ended;
  expect(code).toBe(1);
  expect(err).toMatch(/Event pattern is not valid/);
  expect((await run(`replay ${eventId}`)).out).toMatch(/^Replay .*: 1 event\.\n$/);
  await until(async () => (await runtime.bridge.events({})).items.some(({ replay }) => replay !== undefined));
});

it("a refusal is named by its source, with its reason", async () => {
  const answer = await fetch(`${runtime.url}/hooks/bare`, { method: "POST", body: body("refused") });
  expect(answer.status).toBe(401);
  await until(async () => (await runtime.bridge.requests({ outcome: ["refused"] })).items[0]);
  const { out, err } = await run("sources");
  expect(out).toMatch(/^bare +refused .*signature-missing \d+ s ago \(req_/m);
  const [, id = ""] = /npx hookbridge explain (req_\w+)/.exec(err) ?? [];
  expect((await run(`deliveries show ${id}`)).out).toMatch(/reason +signature-missing\n/);
});

it("dead letters are listed by cause, counted, redriven and discarded", async () => {
  for (const id of ["one", "two", "three"]) await accepted(runtime.url, body(id), "broken");
  await until(async () => (await runtime.bridge.deadLetters({})).items.length === 3, 90);
  expect((await run("dead-letters list --by-cause")).out).toMatch(/^3 +deliveries +broken +event-invalid/m);
  const [{ id = "" } = {}] = (await runtime.bridge.deadLetters({})).items;
  const shown = (await run(`dead-letters show ${id}`)).out;
  expect(shown).toMatch(/reason +The `bus` function of the source "broken" threw an error/);
  expect(shown).toMatch(
    /Request\n {2}POST http:.*\/hooks\/broken\n(.*\n)+ {2}\{"action":"opened","id":".*"big":12345678901234567890\}\n$/,
  );
  const counted = await run("dead-letters redrive --source broken --dry-run --json");
  expect(JSON.parse(counted.out)).toMatchObject({ matched: 3, done: 0 });
  expect((await run("dead-letters redrive --source repo --yes")).out).toBe("0 of 0 dead letters redriven.\n");
  expect((await run(`dead-letters discard --id ${id} --yes`)).out).toBe("1 of 1 dead letter discarded.\n");
  expect((await run("dead-letters redrive --source broken --yes")).out).toBe(
    "2 of 2 dead letters redriven.\n",
  );
  // The bus function still throws: they come back.
  await until(async () => (await runtime.bridge.deadLetters({})).items.length === 2, 90);
}, 120_000);

it("tail tells of a delivery while it happens", async () => {
  const started = start(["tail", "--source", "repo", "--json"]);
  await started.until("err", "Following");
  for (let number = 0; number < 100; number++) {
    await deliver(runtime.url, body(`tail-${number}`));
    const kinds = await Promise.race([
      started.until("out", '"kind":"event"').then(() => true),
      new Promise<boolean>((next) => setTimeout(() => next(false), 200)),
    ]);
    if (kinds) break;
  }
  started.child.kill("SIGINT");
  const { code, out } = await started.ended;
  expect(code).toBe(130);
  expect(out).toMatch(/"kind":"request".*"outcome":"(queued|published)"/);
  expect(out).toContain('"big":12345678901234567890');
});

it("where the bridge has ended, its file is gone and the commands say so", async () => {
  await runtime.close();
  expect(await run("sources")).toMatchObject({ code: 2, out: "" });
}, 60_000);
