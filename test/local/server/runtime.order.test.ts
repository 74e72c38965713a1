/** An ordered source, from HTTP through the embedded FIFO queue to the bus. */
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import { deliver, startTestBridge, until } from "./runtime-fixture.ts";

let runtime: Runtime;
const lines: string[] = [];

beforeAll(async () => {
  runtime = await startTestBridge(lines);
});
afterAll(() => runtime?.close());

async function send(id: string, issue: string, action = "edited"): Promise<void> {
  const answer = await deliver(runtime.url, JSON.stringify({ action, id, issue }), "ordered");
  expect(answer.status).toBe(200);
}

/** Ids of the events of one issue, in the order in which they were put on the bus. */
async function published(issue: string): Promise<readonly string[]> {
  const { items } = await runtime.bridge.events({ limit: 1_000 });
  return items
    .toReversed()
    .filter(({ subject }) => subject === issue)
    .map(({ eventId }) => eventId);
}

const all = (issue: string, count: number) =>
  until(async () => (await published(issue)).length >= count && published(issue), 90);

const credentials = { accessKeyId: "local", secretAccessKey: "local" };

async function attributesOf(queue: string): Promise<Partial<Record<string, string>>> {
  const sqs = new SQSClient({ endpoint: runtime.endpoints.sqs, region: "us-east-1", credentials });
  const QueueUrl = `${runtime.endpoints.sqs}/000000000000/${queue}`;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
  sqs.destroy();
  return Attributes ?? {};
}

test("goes through the FIFO queue, each subject in its order", async () => {
  const issues = ["7", "8", "a subject with spaces, ü and 😀"];
  const numbers = Array.from({ length: 8 }, (_, n) => n);
  await Promise.all(
    issues.map(async (issue, place) => {
      for (const n of numbers) await send(`${place}-${n}`, issue);
    }),
  );
  for (const [place, issue] of issues.entries())
    expect(await all(issue, 8)).toEqual(numbers.map((n) => `${place}-${n}`));
  const Attributes = await attributesOf("hookbridge-local-ordered.fifo");
  expect(Attributes).toMatchObject({ FifoQueue: "true" });
  expect(JSON.parse(Attributes.RedrivePolicy ?? "").deadLetterTargetArn).toMatch(/-dead-letters\.fifo$/);
});

test("a delivery that fails for a while holds back those after it", async () => {
  const dynamodb = new DynamoDBClient({
    endpoint: runtime.endpoints.dynamodb,
    region: "us-east-1",
    credentials,
  });
  const TableName = "hookbridge-local";
  await dynamodb.send(new DeleteTableCommand({ TableName }));
  await send("f-1", "9");
  await until(async () => lines.some((line) => /^deferred .*source=ordered .*ledger-failed/.test(line)));
  await send("f-2", "9");
  await send("f-3", "9");
  const create = new CreateTableCommand({
    TableName,
    AttributeDefinitions: [{ AttributeName: "key", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "key", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  await until(() => dynamodb.send(create).catch(() => undefined));
  dynamodb.destroy();
  expect(await all("9", 3)).toEqual(["f-1", "f-2", "f-3"]);
}, 120_000);

test("deliveries that can never be published are parked in the FIFO dead-letter queue, and all are redriven", async () => {
  const parked = () => lines.filter((line) => /^parked .*source=ordered/.test(line)).length;
  await send("p-1", "10", "broken");
  await send("p-2", "10", "broken");
  await send("p-3", "10");
  expect(await all("10", 1)).toEqual(["p-3"]);
  await until(async () => parked() === 2);
  const letter = await until(async () => (await runtime.bridge.deadLetters({})).items[0]);
  const { ApproximateNumberOfMessages: shown, ApproximateNumberOfMessagesNotVisible: hidden } =
    await attributesOf("hookbridge-local-ordered-dead-letters.fifo");
  expect(Number(shown) + Number(hidden)).toBe(2);
  expect(letter).toMatchObject({ queue: "ordered", source: "ordered", code: "event-invalid" });
  const counted = await runtime.bridge.redrive({ filter: {}, dryRun: true });
  expect(counted).toMatchObject({
    matched: 1,
    done: 0,
    note: expect.stringContaining("1 letter of ordered"),
  });
  expect(await runtime.bridge.redrive({ filter: {}, dryRun: false })).toMatchObject({ done: 2, failed: 0 });
  await until(async () => parked() === 4);
}, 120_000);
