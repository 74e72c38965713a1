import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openQueueSender, type QueueSender } from "../../../src/local/aws/queue-sender.ts";

interface SentRequest {
  readonly operation: string;
  readonly bodies: readonly string[];
}

const arn = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

/** An SQS that takes all but bodies that begin with "bad", and fails as a whole on one that says "down". */
const requests: SentRequest[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const input = JSON.parse(Buffer.concat(chunks).toString());
  const entries: { Id: string; MessageBody: string }[] = input.Entries ?? [input];
  const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
  requests.push({ operation, bodies: entries.map(({ MessageBody }) => MessageBody) });
  response.setHeader("content-type", "application/x-amz-json-1.0");
  if (entries.some(({ MessageBody }) => MessageBody === "down")) {
    response.statusCode = 400;
    response.end(JSON.stringify({ __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "It is gone." }));
    return;
  }
  const Failed = entries
    .filter(({ MessageBody }) => MessageBody.startsWith("bad"))
    .map(({ Id }) => ({ Id, SenderFault: true, Code: "InvalidMessageContents", Message: "It is bad." }));
  // The SDK checks it.
  const MD5OfMessageBody = createHash("md5").update(String(input.MessageBody)).digest("hex");
  response.end(JSON.stringify({ MD5OfMessageBody, Successful: [], Failed }));
});

let sender: QueueSender;

beforeEach(async () => {
  requests.length = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  sender = openQueueSender({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    urlOf: async (_client, name) => `http://127.0.0.1:${port}/000000000000/${name}`,
  });
});

afterEach(async () => {
  sender.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const letters = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `m${index}`);

test("messages of one moment go to their queue together, ten at a time and in their order", async () => {
  const sent = letters(23);
  await Promise.all(sent.flatMap((body) => [sender.send(arn("one"), body), sender.send(arn("two"), body)]));
  const bodiesOf = requests.map(({ bodies }) => bodies);
  expect(requests).toHaveLength(6);
  expect(bodiesOf.flat()).toHaveLength(46);
  const inOrder = bodiesOf.map((bodies) => bodies.map((body) => Number(body.slice(1))));
  expect(
    inOrder.every((numbers) => numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))),
  ).toBe(true);
  expect(inOrder.map((numbers) => numbers.length).toSorted()).toEqual([10, 10, 10, 10, 3, 3]);
});

test("one message goes alone, so that its errors are those of SendMessage", async () => {
  await sender.send(arn("one"), "m0");
  await expect(sender.send(arn("one"), "down")).rejects.toMatchObject({
    name: "QueueDoesNotExist",
    message: "It is gone.",
  });
  expect(requests.map(({ operation }) => operation)).toEqual(["SendMessage", "SendMessage"]);
});

test("a message that is refused fails alone, and with its code", async () => {
  const results = await Promise.allSettled(["m0", "bad1", "m2"].map((body) => sender.send(arn("one"), body)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(results[1]).toMatchObject({ reason: { name: "InvalidMessageContents", message: "It is bad." } });
});

test("a request that fails is the failure of each of its messages, and the next ones are sent", async () => {
  const results = await Promise.allSettled(["m0", "down"].map((body) => sender.send(arn("one"), body)));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await sender.send(arn("one"), "m2");
  expect(requests.at(-1)?.bodies).toEqual(["m2"]);
});

test("a request holds 256 KiB, and a larger message goes alone", async () => {
  const large = "x".repeat(200_000);
  const larger = "y".repeat(300_000);
  await Promise.all([large, "m1", large, larger, "m4"].map((body) => sender.send(arn("one"), body)));
  expect(requests.map(({ bodies }) => bodies.map(({ length }) => length))).toEqual([
    [200_000, 2],
    [200_000],
    [300_000],
    [2],
  ]);
});
