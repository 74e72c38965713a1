/** What becomes of the events of subscriptions that the configuration has no more. */
import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { startTestBridge, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writtenLines } from "./consumer-project.ts";

let bridge: Runtime | undefined;

afterEach(async () => {
  await bridge?.close();
  bridge = undefined;
});

const writing = (out: string): string => `
import { appendFileSync } from "node:fs";
export const handler = async ({ Records }) => {
  for (const { body } of Records) appendFileSync(${JSON.stringify(out)}, JSON.parse(body).detail.subject + "\\n");
};`;

test("what waits for a former subscription is named at each start, also without its bus, until it is taken", async () => {
  const taken = `builds: { bus: "other", on: "everything", paused: true, function: "builds.ts" }`;
  const project = consumerProject(taken, {}, "engineering: {}, other: {}");
  const configured = readFileSync(project.configFile, "utf8");
  const restart = async (change: (text: string) => string): Promise<Runtime> => {
    await bridge?.close();
    writeFileSync(project.configFile, change(configured));
    bridge = await startTestBridge([], project);
    return bridge;
  };
  const { directory } = project;
  writeFileSync(`${directory}/builds.ts`, writing(`${directory}/out`));
  const running = await restart((text) => text);
  await putEvents(running, ["a", "b"], "other");
  await until(async () => (await running.bridge.subscription("builds"))?.backlog === 2);
  const without = (text: string): string => text.replace(taken, "").replace(", other: {}", "");
  const kept = "its queues keep what they have (2 events), for a subscription of this name";
  expect((await restart(without)).warnings).toEqual([
    `the subscription builds is not in bridge.config.ts any more: its rule was removed, and ${kept}`,
  ]);
  expect((await restart(without)).warnings).toEqual([
    `the subscription builds is not in bridge.config.ts any more: ${kept}`,
  ]);
  const other = `builds: { bus: "engineering", on: "everything", target: "arn:aws:sns:eu-west-1:111122223333:builds" }`;
  expect((await restart((text) => text.replace(taken, other))).warnings).toContain(
    "the subscription builds has another target than before: its former queues keep what they have (2 events), for a target that reads them",
  );
  // On another bus than before, and with a function again.
  const moved = taken.replace("other", "engineering").replace("paused: true, ", "");
  expect((await restart((text) => text.replace(taken, moved))).warnings).toEqual([]);
  await until(async () => writtenLines(project).length === 2);
  expect(writtenLines(project).toSorted()).toEqual(["a", "b"]);
  await until(async () => (await bridge?.bridge.subscription("builds"))?.backlog === 0);
  expect((await restart(without)).warnings).toEqual([
    "the subscription builds is not in bridge.config.ts any more: its rule was removed, and its queues keep what they have, for a subscription of this name",
  ]);
  expect((await restart(without)).warnings).toEqual([]);
}, 180_000);
