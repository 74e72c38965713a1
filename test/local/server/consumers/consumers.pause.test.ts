/** A pause, by hand and in the configuration: what comes meanwhile is kept, and handled after it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { startTestBridge, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writeProjectFile, writtenLines } from "./consumer-project.ts";

let bridge: Runtime | undefined;

afterEach(async () => {
  await bridge?.close();
  bridge = undefined;
});

const consumer = (out: string, before = ""): string => `
import { appendFileSync } from "node:fs";
export const handler = async ({ Records }) => {
  for (const { body } of Records) {
    const { subject } = JSON.parse(body).detail;
    ${before}
    appendFileSync(${JSON.stringify(out)}, subject + "\\n");
  }
};`;

const builds =
  'builds: { bus: "engineering", on: "everything", function: { file: "builds.ts", timeoutSeconds: 60 } }';
const waiting = async (count: number) =>
  until(async () => (await bridge?.bridge.subscription("builds"))?.backlog === count);

test("paused in the configuration: it waits over restarts and new code, until the configuration says otherwise", async () => {
  const project = consumerProject(builds.replace("{ bus", "{ paused: true, bus"), {});
  const out = join(project.directory, "out");
  writeProjectFile(project, "builds.ts", consumer(out));
  const lines: string[] = [];
  bridge = await startTestBridge(lines, project);
  await putEvents(bridge, ["a", "b"]);
  await waiting(2);
  writeProjectFile(project, "builds.ts", consumer(out, "// changed"));
  await until(async () => lines.some((line) => line.includes("builds.ts has changed")));
  await bridge.close();
  bridge = await startTestBridge([], project);
  await putEvents(bridge, ["c"]);
  await waiting(3);
  expect(await bridge.bridge.subscription("builds")).toMatchObject({ state: "paused", deadLetters: 0 });
  expect(writtenLines(project)).toEqual([]);
  const config = readFileSync(project.configFile, "utf8");
  writeFileSync(project.configFile, config.replace("paused: true, ", ""));
  // The running bridge says that it takes a restart.
  await until(async () => bridge?.bridge.place.outdated !== undefined);
  expect(bridge.bridge.place.outdated).toBe("changes the subscription builds");
  expect(await bridge.bridge.subscription("builds")).toMatchObject({ state: "paused", backlog: 3 });
  await bridge.close();
  bridge = await startTestBridge([], project);
  await until(async () => writtenLines(project).length === 3);
  expect(writtenLines(project).toSorted()).toEqual(["a", "b", "c"]);
  await waiting(0);
}, 180_000);

test("paused by hand while a call hangs: the answer does not wait for it, and what comes then does", async () => {
  const project = consumerProject(builds, {});
  const out = join(project.directory, "out");
  const started = join(project.directory, "started");
  const hang = `if (subject === "hang") {
    appendFileSync(${JSON.stringify(started)}, "hang\\n");
    await new Promise((done) => setTimeout(done, 20_000));
  }`;
  writeProjectFile(project, "builds.ts", consumer(out, hang));
  bridge = await startTestBridge([], project);
  await putEvents(bridge, ["hang"]);
  await until(async () => writtenLines(project, "started").length === 1);
  expect(await bridge.bridge.pause("builds")).toMatchObject({ state: "paused" });
  expect(writtenLines(project)).toEqual([]);
  await putEvents(bridge, ["later"]);
  // The call that was under way ends well, and takes nothing more.
  await until(async () => writtenLines(project).length === 1, 40);
  await waiting(1);
  expect(writtenLines(project)).toEqual(["hang"]);
  await bridge.bridge.resume("builds");
  await until(async () => writtenLines(project).length === 2);
  expect(writtenLines(project)).toEqual(["hang", "later"]);
}, 120_000);
