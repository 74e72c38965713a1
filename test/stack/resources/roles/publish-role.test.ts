import { expect, it } from "vitest";
import { allowed, bufferedStack, stackWith } from "../../support/permissions.ts";

const publishAlways = [
  "dynamodb:BatchGetItem table/ledger",
  "dynamodb:BatchWriteItem table/ledger",
  "events:PutEvents event-bus/hookbridge-prod-events",
  "logs:CreateLogStream log-group:/aws/lambda/hookbridge-prod-publish:log-stream:1",
  "logs:PutLogEvents log-group:/aws/lambda/hookbridge-prod-publish:log-stream:1",
  "s3:GetObject claims-bucket/claims/1",
  "s3:PutObject claims-bucket/claims/1",
  "sqs:DeleteMessage deliveries",
  "sqs:GetQueueAttributes deliveries",
  "sqs:ReceiveMessage deliveries",
  "sqs:SendMessage dead-letters",
];

it("publish may do exactly what it needs, and read no secret", async () => {
  expect(await allowed(stackWith({}), "PublishRole")).toEqual([...publishAlways].sort());
});

it("with an ordered source: take from the FIFO queue, and park in its dead-letter queue, as well", async () => {
  const taken = ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"].map(
    (action) => `sqs:${action} ordered.fifo`,
  );
  expect(await allowed(stackWith({}, "subject"), "PublishRole")).toEqual(
    [...publishAlways, ...taken, "sqs:SendMessage ordered-dead-letters.fifo"].sort(),
  );
});

it("behind buffer-first: nothing of the buffer", async () => {
  expect(await allowed(bufferedStack(), "PublishRole")).toEqual([...publishAlways].sort());
});
