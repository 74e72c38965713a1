import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { startTestBridge, type TestProject, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writeProjectFile, writtenLines } from "./consumer-project.ts";

let project: TestProject;
let bridge: Runtime;
const events = 12;

const consumer = (directory: string, name: string): string => `
import { appendFileSync } from "node:fs";
export const handler = async ({ Records }) => {
  for (const { body } of Records)
    appendFileSync(${JSON.stringify(directory)} + "/${name}", JSON.parse(body)["replay-name"] + "\\n");
};`;

const counts = async (): Promise<object> => ({
  builds: writtenLines(project, "builds").length,
  audit: writtenLines(project, "audit").length,
  queue: (await bridge.bridge.subscription("queue"))?.backlog,
  forwarded: (await bridge.bridge.events({ bus: ["other"] })).total,
});

beforeAll(async () => {
  const all = 'bus: "engineering", on: "everything"';
  const other = "arn:aws:events:eu-west-1:444455556666:event-bus/other";
  project = consumerProject(
    `builds: { ${all}, function: "consumers/builds.ts" }, audit: { ${all}, function: "consumers/audit.ts" },
     queue: { ${all}, queue: {} }, forward: { ${all}, forward: "${other}" }`,
    {},
  );
  for (const name of ["builds", "audit"])
    writeProjectFile(project, `consumers/${name}.ts`, consumer(project.directory, name));
  bridge = await startTestBridge([], project);
  const subjects = Array.from({ length: events }, (_, index) => String(index));
  await putEvents(bridge, subjects);
  await until(async () => JSON.stringify(await counts()) === JSON.stringify(evenly(events)));
}, 90_000);

afterAll(() => bridge.close());

const evenly = (count: number) => ({ builds: count, audit: count, queue: count, forwarded: count });

test("a replay into one subscription adds to it, and to no other", async () => {
  const range = { from: 0, to: Date.now() + 60_000 };
  const order = { bus: "engineering", ...range, subscription: "builds" };
  expect(await bridge.bridge.replay({ ...order, dryRun: true })).toMatchObject({ events });
  expect(await counts()).toEqual(evenly(events));
  const { replay } = await bridge.bridge.replay({ ...order, dryRun: false });
  await until(async () => writtenLines(project, "builds").length === 2 * events);
  expect(writtenLines(project, "builds").filter((name) => name === replay)).toHaveLength(events);
  // What a rule sends is in the outbox before the replay is answered: an event for another one comes in its order.
  const [id = ""] = await putEvents(bridge, ["last"]);
  await until(async () => writtenLines(project, "audit").length === events + 1);
  await until(async () => writtenLines(project, "builds").length === 2 * events + 1);
  await until(async () => JSON.stringify(await counts()).includes(`"forwarded":${events + 1}`));
  expect(await counts()).toEqual({ ...evenly(events + 1), builds: 2 * events + 1 });
  await bridge.bridge.replayEvent(id, { subscription: "audit", dryRun: false });
  await until(async () => writtenLines(project, "audit").length === events + 2);
  expect(await counts()).toEqual({ ...evenly(events + 1), builds: 2 * events + 1, audit: events + 2 });
});

test("a subscription that is not there is named, with those that are", async () => {
  const order = { bus: "engineering", from: 0, to: Date.now(), subscription: "bilds", dryRun: true };
  await expect(bridge.bridge.replay(order)).rejects.toThrow(
    'The bus engineering has no rule "bilds"; it has: audit, builds, forward, queue.',
  );
});
