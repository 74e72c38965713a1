/** What waits, what is paused and what was given up, over restarts and changes of the configuration. */
import { readFileSync, writeFileSync } from "node:fs";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { startTestBridge, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writtenLines } from "./consumer-project.ts";

let bridge: Runtime | undefined;

afterEach(async () => {
  await bridge?.close();
  bridge = undefined;
});

const writing = `
import { appendFileSync } from "node:fs";
export const handler = async ({ Records }) => {
  for (const { body } of Records)
    appendFileSync(process.env.OUT, process.env.NAME + " " + JSON.parse(body).detail.subject + "\\n");
};`;

const subscription = (name: string): string =>
  `${name}: { bus: "engineering", on: "everything", function: { file: "consumers/both.ts", environment: { NAME: "${name}" } } }`;

test("a pause outlives a restart; what waits for a former subscription is counted, and comes with its name again", async () => {
  const project = consumerProject(subscription("builds"), {
    "consumers/both.ts": "export const handler = async () => {};",
  });
  bridge = await startTestBridge([], project);
  await bridge.bridge.pause("builds");
  await putEvents(bridge, ["a", "b"]);
  await until(async () => (await bridge?.bridge.subscription("builds"))?.backlog === 2);
  await bridge.close();
  bridge = await startTestBridge([], project);
  expect(await bridge.bridge.subscription("builds")).toMatchObject({ state: "paused", backlog: 2 });
  expect(bridge.warnings).toContain(
    "subscription builds: it was paused, and stays so until: npx hookbridge subscriptions resume builds",
  );
  await bridge.close();
  // Renamed: two functions of the same file follow.
  const text = readFileSync(project.configFile, "utf8");
  writeFileSync(project.configFile, text.replace(subscription("builds"), subscription("renamed")));
  bridge = await startTestBridge([], project);
  expect(bridge.warnings).toContain(
    "the subscription builds is not in bridge.config.ts any more: its rule was removed, and its queues keep what they have (2 events), for a subscription of this name",
  );
  expect(await bridge.bridge.subscription("builds")).toBeUndefined();
  await bridge.close();
  writeFileSync(
    project.configFile,
    text.replace(subscription("builds"), `${subscription("builds")}, ${subscription("renamed")}`),
  );
  bridge = await startTestBridge([], project);
  expect(await bridge.bridge.resume("builds")).toMatchObject({ state: "healthy" });
  await until(async () => (await bridge?.bridge.subscription("builds"))?.backlog === 0);
}, 120_000);

test("a dead letter of a function names its event, and goes back to its queue alone", async () => {
  const project = consumerProject("BOTH", { "consumers/both.ts": writing });
  const withOut = (name: string): string =>
    subscription(name).replace('NAME: "', `OUT: ${JSON.stringify(`${project.directory}/out`)}, NAME: "`);
  const text = readFileSync(project.configFile, "utf8");
  writeFileSync(project.configFile, text.replace("BOTH", `${withOut("builds")}, ${withOut("audit")}`));
  bridge = await startTestBridge([], project);
  const detail = { type: "com.code.push", subject: "a", bridgesource: "repo", deliveryid: "dlv_a", data: {} };
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const sqs = new SQSClient({ endpoint: bridge.endpoints.sqs, region: "us-east-1", credentials });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: `${bridge.endpoints.sqs}/000000000000/hookbridge-local-dead-letters-builds`,
      MessageBody: JSON.stringify({ id: "e-1", "detail-type": "push", source: "com.code", detail }),
    }),
  );
  sqs.destroy();
  const letter = await until(
    async () => (await bridge?.bridge.deadLetters({ subscription: "builds" }))?.items[0],
  );
  expect(letter).toMatchObject({ type: "com.code.push", event: "e-1", delivery: "dlv_a", source: "repo" });
  expect(await bridge.bridge.subscription("builds")).toMatchObject({
    state: "failing",
    deadLetters: 1,
    failed: 1,
  });
  const order = { filter: {}, subscription: "builds", dryRun: false };
  expect(await bridge.bridge.redrive(order)).toMatchObject({ done: 1, failed: 0 });
  await until(async () => writtenLines(project).length === 1);
  expect(writtenLines(project)).toEqual(["builds a"]);
  // One file, two functions: each has a queue, and gets every event.
  await putEvents(bridge, ["b"]);
  await until(async () => writtenLines(project).length === 3);
  expect(writtenLines(project).toSorted()).toEqual(["audit b", "builds a", "builds b"]);
  expect((await bridge.bridge.deadLetters({ subscription: "audit" })).total).toBe(0);
  await until(async () => (await bridge?.bridge.subscription("builds"))?.state === "healthy");
}, 120_000);
