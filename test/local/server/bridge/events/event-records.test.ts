/** Events, the rules of their bus, and replays, with an SDK client that makes rules as a developer would. */
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../../src/local/server/runtime.ts";
import type { EventRow, KnownEvent } from "../../../../../src/operate/events.ts";
import { makeWaysProject } from "../../journal-fixture.ts";
import { accepted, requestWith, startTestBridge, until } from "../../runtime-fixture.ts";

let runtime: Runtime;
let client: EventBridgeClient;
let sqs: SQSClient;
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const EventBusName = "hookbridge-local-main";

async function makeRule(Name: string, pattern: object, queue: string, State?: "DISABLED"): Promise<void> {
  await client.send(
    new PutRuleCommand({
      Name,
      EventBusName,
      EventPattern: JSON.stringify(pattern),
      ...(State && { State }),
    }),
  );
  const Arn = `arn:aws:sqs:us-east-1:000000000000:${queue}`;
  await client.send(
    new PutTargetsCommand({ Rule: Name, EventBusName, Targets: [{ Id: `to-${queue}`, Arn }] }),
  );
}

beforeAll(async () => {
  runtime = await startTestBridge([], makeWaysProject());
  client = new EventBridgeClient({
    endpoint: runtime.endpoints.eventbridge,
    region: "us-east-1",
    credentials,
  });
  sqs = new SQSClient({ endpoint: runtime.endpoints.sqs, region: "us-east-1", credentials });
  await sqs.send(new CreateQueueCommand({ QueueName: "opened" }));
  await makeRule("opened", { detail: { action: ["opened"] } }, "opened");
  await makeRule("closed", { detail: { entity: ["issue"], action: ["closed"] } }, "opened");
  await makeRule("lost", { "detail-type": [{ prefix: "issues." }] }, "no-such-queue");
  await makeRule("off", { "detail-type": ["issues.opened"] }, "opened", "DISABLED");
}, 60_000);

afterAll(async () => {
  client.destroy();
  sqs.destroy();
  await runtime?.close();
});

async function eventOf(id: string, action = "opened"): Promise<EventRow> {
  const delivery = await accepted(runtime.url, JSON.stringify({ action, id }), "ways");
  const { events } = await requestWith(runtime, delivery, "published");
  if (!events[0]) throw new Error("It has no event.");
  return events[0];
}

const settled = (id: string): Promise<KnownEvent> =>
  until(async () => {
    const found = await runtime.bridge.event(id);
    const targets = found?.rules?.flatMap((rule) => rule.targets) ?? [];
    return targets.length > 0 && targets.every(({ state }) => state !== "waiting") && found;
  });

async function messages(): Promise<readonly { readonly id: string; readonly "replay-name"?: string }[]> {
  const QueueUrl = `${runtime.endpoints.sqs}/000000000000/opened`;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages.map(({ Body = "" }) => JSON.parse(Body));
}

test("an event tells which rules took it, why the others did not, and what became of its targets", async () => {
  const { id, delivery, eventId } = await eventOf("e-1");
  const { rules = [] } = await settled(id);
  const queue = "arn:aws:sqs:us-east-1:000000000000:opened";
  const delivered = { target: queue, state: "delivered", attempts: 1 };
  expect(rules.find(({ rule }) => rule === "opened")).toMatchObject({
    rule: "opened",
    matched: true,
    arn: expect.stringMatching(/rule\/.*opened$/),
    targets: [delivered],
  });
  expect(rules.find(({ rule }) => rule === "closed")).toMatchObject({
    rule: "closed",
    matched: false,
    field: expect.objectContaining({ field: "detail.action", why: "is opened, needs closed" }),
    why: 'detail.action: the pattern wants ["closed"], the event has "opened"',
    targets: [],
  });
  expect(rules.find(({ rule }) => rule === "lost")).toMatchObject({
    matched: true,
    targets: [{ state: "failed", attempts: 1, reason: expect.stringMatching(/^NO_RESOURCE.*dropped/) }],
  });
  expect(rules.find(({ rule }) => rule === "off")).toMatchObject({
    matched: false,
    why: "the rule is disabled",
  });
  expect((await runtime.bridge.event(eventId))?.id).toBe(id);
  const { steps = [] } = (await runtime.bridge.request(delivery)) ?? {};
  expect(steps.at(-1)).toMatchObject({
    step: "delivered",
    detail: "1 of 2 deliveries to targets of rules, 1 failed",
    offsetMs: expect.any(Number),
  });
  expect((await messages()).map((message) => message.id)).toEqual([id]);
});

test("one event is replayed for one rule; a rule that there is not is named", async () => {
  const { id } = await eventOf("e-2");
  await settled(id);
  await messages();
  await expect(
    runtime.bridge.replayEvent(id, { subscription: "no-such-rule", dryRun: false }),
  ).rejects.toMatchObject({
    message: expect.stringContaining("closed, lost, off, opened"),
  });
  const replayed = await runtime.bridge.replayEvent(id, { subscription: "opened", dryRun: false });
  expect(replayed).toMatchObject({ events: 1 });
  const again = await until(async () =>
    (await runtime.bridge.events({ limit: 1 })).items.find((row) => row.replay),
  );
  expect(again).toMatchObject({ id, replay: replayed?.replay });
  await until(async () => (await messages()).some((message) => message["replay-name"] === replayed?.replay));
});

test("a range is replayed by the events' time, in their order and by filter; a dry run counts", async () => {
  const before = (await runtime.bridge.events({ limit: 1 })).items[0]?.at ?? "";
  for (const id of ["r-1", "r-2", "r-3"]) await eventOf(id);
  await eventOf("r-4", "edited");
  const range = { bus: "main", from: Date.parse(before) - 2_000, to: Date.now() + 1_000 };
  const opened = { ...range, type: ["com.ways.issues.opened"], source: ["ways"] };
  const count = (await runtime.bridge.events({})).total ?? 0;
  const dry = await runtime.bridge.replay({ ...opened, dryRun: true });
  expect((await runtime.bridge.events({})).total).toBe(count);
  const done = await runtime.bridge.replay({ ...opened, dryRun: false });
  expect(done).toMatchObject({ events: dry.events });
  const { items } = await runtime.bridge.events({ limit: done.events ?? 0 });
  expect(items.every(({ replay }) => replay === done.replay)).toBe(true);
  expect(
    items
      .toReversed()
      .slice(-3)
      .map(({ eventId }) => eventId),
  ).toEqual(["r-1", "r-2", "r-3"]);
  expect(await runtime.bridge.replay({ ...range, to: range.from, dryRun: false })).toMatchObject({
    events: 0,
  });
  await expect(runtime.bridge.replay({ ...range, bus: "none", dryRun: true })).rejects.toMatchObject({
    message: 'There is no bus "none"; there are: main, other.',
  });
  const other = await runtime.bridge.replay({ ...range, bus: "other", dryRun: true });
  expect(other.note).toContain("has no archive");
  expect(dry).not.toHaveProperty("note");
});

test("patterns are judged in EventBridge's words", async () => {
  const { id } = await eventOf("e-3");
  const { envelope = "" } = await settled(id);
  const { testPattern } = runtime.bridge;
  expect(await testPattern('{"detail":{"subject":[{"exists":true}]}}', envelope)).toEqual({
    valid: true,
    matched: false,
    fields: [{ field: "detail.subject", matched: false, why: "is absent, needs any value" }],
    reason: 'detail.subject: the pattern wants [{"exists":true}], the event has no such field',
  });
  expect(await testPattern('{"detail":{"id":[]}}', envelope)).toMatchObject({
    valid: false,
    reason: expect.stringMatching(/^Event pattern is not valid. Reason: Empty arrays are not allowed/),
  });
  await expect(testPattern('{"source":["a"]}', "{}")).rejects.toMatchObject({ code: "wrong-use" });
});

test("rules with targets are the subscriptions that there are", async () => {
  const rows = await until(async () => {
    const found = await runtime.bridge.subscriptions();
    return found.find(({ name }) => name === "lost")?.state === "failing" && found;
  });
  expect(rows.map(({ name, state, hasQueue }) => [name, state, hasQueue])).toEqual([
    ["closed", "healthy", true],
    ["lost", "failing", true],
    ["off", "paused", true],
    ["opened", "healthy", true],
  ]);
  await expect(runtime.bridge.pause("opened")).rejects.toMatchObject({
    code: "wrong-use",
    remedy: expect.stringContaining("aws events disable-rule --name opened"),
  });
});
