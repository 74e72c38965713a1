import { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { expect, it } from "vitest";
import { messagesOf } from "../../../src/aws/handlers/middleware.ts";
import { encodeMessage } from "../../../src/aws/queue/message.ts";
import { sqsParking, sqsQueue } from "../../../src/aws/queue/sqs.ts";
import { deliveryOf } from "../../support/fakes.ts";

const urls = {
  plain: "https://sqs.us-east-1.amazonaws.com/0/plain",
  ordered: "https://sqs.us-east-1.amazonaws.com/0/ordered.fifo",
};

/** What a client sends, as the API reads it. */
function network() {
  const sent: Record<string, unknown>[] = [];
  const handle = async ({ body }: { readonly body: Uint8Array }) => {
    const { buffer, byteOffset, byteLength } = body;
    sent.push(JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString()));
    return { response: { statusCode: 200, headers: {}, body: Buffer.from("{}") } };
  };
  const requestHandler = { handle, destroy: () => {}, metadata: { handlerProtocol: "http/1.1" } };
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = new SQSClient({
    region: "us-east-1",
    credentials,
    requestHandler,
    maxAttempts: 1,
    md5: false,
  } as never);
  return { sent, client };
}

it("a delivery with a group goes to the FIFO queue under its own id, any other to the standard queue", async () => {
  const { sent, client } = network();
  const queue = sqsQueue(client, urls, undefined as never);
  await queue.send(deliveryOf("{}", { group: "acme/1" }));
  await queue.send(deliveryOf("{}"));
  expect(sent).toEqual([
    {
      QueueUrl: urls.ordered,
      MessageGroupId: "acme/1",
      MessageDeduplicationId: "dlv_1",
      MessageBody: expect.not.stringContaining("acme/1"),
    },
    { QueueUrl: urls.plain, MessageGroupId: "acme", MessageBody: expect.any(String) },
  ]);
});

it("a trace context counts for the size of a message", async () => {
  const { sent, client } = network();
  const kept: string[] = [];
  const claims = { keep: async (name: string) => `s3://bucket/${kept.push(name)}` };
  const queue = sqsQueue(client, urls, claims as never);
  const traceparent = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
  const head = encodeMessage(deliveryOf("")).length;
  // The largest body whose message fits without a trace context: base64 takes four characters for three bytes.
  const body = Buffer.alloc(Math.floor((1_040_000 - head) / 4) * 3, "a");
  await queue.send(deliveryOf(body));
  expect(kept).toEqual([]);
  await queue.send(deliveryOf(body, { traceparent }));
  expect(kept).toEqual(["dlv_1"]);
  expect(sent[1]?.MessageBody).toContain(`"traceparent":"${traceparent}"`);
});

it("a message is parked in its queue's dead-letter queue, under its own id: parked again, it is not dropped", async () => {
  const { sent, client } = network();
  const parking = sqsParking(client, urls);
  await parking.park({ messageId: "m1", group: "acme/1", body: "x" }, "event-invalid", "r", "acme");
  await parking.park({ messageId: "m2", body: "x" }, "event-invalid", "r", "acme");
  expect(sent).toMatchObject([
    { QueueUrl: urls.ordered, MessageGroupId: "acme/1", MessageDeduplicationId: "m1" },
    { QueueUrl: urls.plain },
  ]);
  expect(sent[1]).not.toHaveProperty("MessageGroupId");
});

it("without a FIFO queue nothing is sent: its order would be lost", async () => {
  const { sent, client } = network();
  const queue = sqsQueue(client, { ...urls, ordered: undefined }, undefined as never);
  await expect(queue.send(deliveryOf("{}", { group: "acme/1" }))).rejects.toMatchObject({
    code: "queue-failed",
  });
  expect(sent).toEqual([]);
});

it("a group means an order in a FIFO queue only", () => {
  const record = (eventSourceARN: string) => ({
    messageId: "m",
    body: "b",
    eventSourceARN,
    attributes: { MessageGroupId: "g" },
  });
  const Records = [record("arn:aws:sqs:r:0:q.fifo"), record("arn:aws:sqs:r:0:q")];
  expect(messagesOf({ Records } as unknown as SQSEvent)).toEqual([
    { messageId: "m", group: "g", body: "b" },
    { messageId: "m", body: "b" },
  ]);
});
