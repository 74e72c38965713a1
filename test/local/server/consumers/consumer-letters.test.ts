import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { openLocalBridge } from "../../../../src/operate/local/local-bridge.ts";
import { startTestBridge, type TestProject, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents } from "./consumer-project.ts";

let project: TestProject;
let running: Runtime;
let sqs: SQSClient;
const queueName = "hookbridge-local-subscription-opens";

beforeAll(async () => {
  project = consumerProject(
    `opens: { bus: "engineering", on: "everything", queue: {} }, audit: { bus: "engineering", on: "everything", queue: {} }`,
    {},
  );
  running = await startTestBridge([], project);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  sqs = new SQSClient({ endpoint: running.endpoints.sqs, region: "us-east-1", credentials });
}, 60_000);

afterAll(async () => {
  sqs.destroy();
  await running.close();
});

test("an event whose queue is gone is a dead letter at once, which goes through its rule once more", async () => {
  const QueueUrl = `${running.endpoints.sqs}/000000000000/${queueName}`;
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  const [id = ""] = await putEvents(running, ["a"]);
  // Through the API, as commands and the console ask.
  const bridge = await openLocalBridge({ dataDirectory: project.dataDirectory });
  const letter = await until(async () => (await bridge.deadLetters({ subscription: "opens" })).items[0]);
  expect(letter).toMatchObject({ queue: "opens", code: "NO_RESOURCE", source: "repo", delivery: "dlv_a" });
  const { targets } = (await bridge.event(id))?.rules?.find(({ rule }) => rule === "opens") ?? {};
  expect(targets).toMatchObject([{ target: "queue", state: "failed", attempts: 1 }]);
  expect((await bridge.deadLetters({ subscription: "audit" })).total).toBe(0);
  await expect(bridge.deadLetters({ subscription: "opened" })).rejects.toThrow(
    '"opened" has no dead-letter queue that this bridge watches; these subscriptions have: opens, audit.',
  );
  await sqs.send(new CreateQueueCommand({ QueueName: queueName }));
  const order = { filter: {}, subscription: "opens", dryRun: false };
  expect(await bridge.redrive(order)).toMatchObject({ done: 1, failed: 0 });
  await until(async () => (await bridge.subscription("opens"))?.backlog === 1);
  // One rule alone has it again.
  const audit = await bridge.subscription("audit");
  expect(audit).toMatchObject({ backlog: 1, deadLetters: 0 });
  // Whoever sees that something waits wants to know for how long.
  expect(audit?.oldestSeconds).toBeGreaterThanOrEqual(0);
  expect(audit?.oldestSeconds).toBeLessThan(60);
  expect(await bridge.subscription("opens")).toMatchObject({ deadLetters: 0, state: "healthy" });
  await bridge.close();
}, 60_000);

test("a subscription without a queue before it is paused by its rule", async () => {
  expect(await running.bridge.pause("audit")).toMatchObject({ state: "paused", hasQueue: false });
  const [id = ""] = await putEvents(running, ["b"]);
  const { rules = [] } = (await until(async () => running.bridge.event(id))) ?? {};
  expect(rules.find(({ rule }) => rule === "audit")).toMatchObject({
    matched: false,
    why: "the rule is disabled",
  });
  expect(await running.bridge.resume("audit")).toMatchObject({ state: "healthy", backlog: 1 });
});
