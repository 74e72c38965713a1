import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { accepted, requestWith, startTestBridge, until } from "../runtime-fixture.ts";
import { consumerProject, putEvents, writingConsumer, writtenLines } from "./consumer-project.ts";

let bridge: Runtime | undefined;

afterEach(async () => {
  await bridge?.close();
  bridge = undefined;
});

const all = 'bus: "engineering", on: "everything"';
const environment = (project: { readonly directory: string }): string =>
  `environment: { OUT: ${JSON.stringify(join(project.directory, "out"))} }`;

/** A project with the consumer `builds`, whose output goes into the file `out`. */
function buildsProject(code: string, more = "", settings = "") {
  const project = consumerProject("BUILDS", { "consumers/builds.ts": code });
  const functionText = `function: { file: "consumers/builds.ts", ${environment(project)}, ${settings} }`;
  return { project, subscriptions: `builds: { ${all}, ${functionText} }${more}` };
}

async function startWith({ project, subscriptions }: ReturnType<typeof buildsProject>, lines: string[] = []) {
  const text = readFileSync(project.configFile, "utf8").replace("BUILDS", subscriptions);
  writeFileSync(project.configFile, text);
  return startTestBridge(lines, project);
}

test("a signed delivery reaches the function of a subscription", async () => {
  const lines: string[] = [];
  const builds = buildsProject(writingConsumer('console.log("building " + subject)'));
  bridge = await startWith(builds, lines);
  const id = await accepted(bridge.url, '{"action":"opened","id":"e-1"}', "ordered");
  const { events } = await requestWith(bridge, id, "published");
  await until(async () => writtenLines(builds.project).length === 1);
  const event = await until(async () => {
    const found = await bridge?.bridge.event(events[0]?.id ?? "");
    return found?.rules?.[0]?.targets[0]?.state === "delivered" && found;
  });
  expect(event.rules).toMatchObject([
    {
      rule: "builds",
      matched: true,
      targets: [{ target: "consumers/builds.ts", state: "delivered", attempts: 1 }],
    },
  ]);
  expect(lines.some((line) => line.startsWith("builds    building"))).toBe(true);
  expect(lines).toContain("handled   subscription=builds 1 event");
  expect(await bridge.bridge.subscriptions()).toEqual([
    {
      name: "builds",
      bus: "engineering",
      state: "healthy",
      target: "consumers/builds.ts",
      pattern: '{"source":[{"prefix":""}]}',
      hasQueue: true,
      backlog: 0,
      deadLetters: 0,
      matched: 1,
      failed: 0,
    },
  ]);
});

test("a delivery has come as far as its consumer has, and not as far as the consumer's queue", async () => {
  bridge = await startWith(buildsProject('export const handler = () => { throw new Error("no build") };'));
  const { bridge: running, url } = bridge;
  const id = await accepted(url, '{"action":"opened","id":"e-2"}', "ordered");
  const tried = await until(async () => {
    const step = (await running.request(id))?.steps.at(-1);
    return step?.targets?.[0]?.reason !== undefined && step;
  });
  expect(tried).toMatchObject({
    step: "delivered",
    waiting: true,
    targets: [{ rule: "builds", target: "consumers/builds.ts", delivered: 0, waiting: 1, failed: 0 }],
  });
  expect(tried.targets?.[0]?.reason).toContain("no build");
});

test("a queue gets its events, and the start says where it is", async () => {
  const builds = buildsProject(
    writingConsumer(),
    `, opens: { ${all}, queue: {}, input: "$.detail.subject" }`,
  );
  bridge = await startWith(builds);
  const [warning = ""] = bridge.warnings;
  const QueueUrl = /wait in (\S+) for you/.exec(warning)?.[1] ?? "";
  await putEvents(bridge, ["a"]);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const sqs = new SQSClient({ endpoint: bridge.endpoints.sqs, region: "us-east-1", credentials });
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  sqs.destroy();
  expect(Messages?.map(({ Body }) => Body)).toEqual(['"a"']);
});

test("what is paused waits, and goes on when it is resumed", async () => {
  const builds = buildsProject(writingConsumer());
  bridge = await startWith(builds);
  expect(await bridge.bridge.pause("builds")).toMatchObject({ state: "paused", hasQueue: true });
  await putEvents(bridge, ["a", "b"]);
  const waiting = await until(async () => {
    const row = await bridge?.bridge.subscription("builds");
    return row?.backlog === 2 && row;
  });
  expect(waiting.state).toBe("paused");
  expect(writtenLines(builds.project)).toEqual([]);
  expect(await bridge.bridge.resume("builds")).toMatchObject({ state: "healthy" });
  await until(async () => writtenLines(builds.project).length === 2);
});

test("what fails stays, and is a dead letter after its last attempt, from where it can be moved back", async () => {
  const lines: string[] = [];
  const poison = `if (subject === "poison") throw new Error("no build for it")`;
  const builds = buildsProject(writingConsumer(poison), "", "timeoutSeconds: 1");
  builds.subscriptions = builds.subscriptions.replace("builds: {", "builds: { keepTryingHours: 0.001,");
  bridge = await startWith(builds, lines);
  const { bridge: running } = bridge;
  const [, poisoned = ""] = await putEvents(bridge, ["a", "poison", "b"]);
  await until(async () => writtenLines(builds.project).length === 2);
  const stateOf = async () => (await running.event(poisoned))?.rules?.[0]?.targets[0];
  expect(await until(async () => (await stateOf())?.attempts === 1 && stateOf())).toEqual({
    target: "consumers/builds.ts",
    state: "waiting",
    attempts: 1,
    reason: "the function named it in batchItemFailures",
  });
  expect((await running.subscription("builds"))?.state).toBe("failing");
  const letter = await until(
    async () => (await running.deadLetters({ subscription: "builds" })).items[0],
    30,
  );
  expect(letter).toMatchObject({
    queue: "builds",
    source: "repo",
    delivery: "dlv_poison",
    code: null,
    reason: "the function named it in batchItemFailures",
  });
  expect((await stateOf())?.state).toBe("failed");
  expect((await running.subscription("builds"))?.deadLetters).toBe(1);
  expect((await running.deadLetters({})).total).toBe(1);
  const order = { filter: {}, subscription: "builds", dryRun: false };
  expect(await running.redrive(order)).toMatchObject({ done: 1, failed: 0 });
  expect((await stateOf())?.state).toBe("waiting");
  await until(async () => (await running.deadLetters({ subscription: "builds" })).total === 1, 30);
  expect(lines.some((line) => line.includes("can't: no build for it"))).toBe(true);
}, 90_000);
