import { expect, test } from "vitest";
import { batchFault, failedIds, queueEvent } from "../../../src/local/lambda/queue-event.ts";

test("a queue event has AWS's names", () => {
  const message = {
    MessageId: "m1",
    ReceiptHandle: "r1",
    Body: "text",
    MD5OfBody: "1cb251ec0d568de6a929b520c4aed8d1",
    Attributes: { ApproximateReceiveCount: "1" },
    MessageAttributes: { code: { DataType: "String", StringValue: "x" } },
  };
  expect(queueEvent([message], { arn: "arn:aws:sqs:us-east-1:000000000000:q", region: "us-east-1" })).toEqual(
    {
      Records: [
        {
          messageId: "m1",
          receiptHandle: "r1",
          body: "text",
          attributes: { ApproximateReceiveCount: "1" },
          messageAttributes: {
            code: { stringValue: "x", stringListValues: [], binaryListValues: [], dataType: "String" },
          },
          md5OfBody: "1cb251ec0d568de6a929b520c4aed8d1",
          eventSource: "aws:sqs",
          eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:q",
          awsRegion: "us-east-1",
        },
      ],
    },
  );
});

const batch = new Set(["a", "b"]);
const failuresOf = (...ids: readonly unknown[]): object => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each([
  [[undefined, null, "", [], {}, { statusCode: 200 }], []],
  [[{ batchItemFailures: null }, { batchItemFailures: [] }], []],
  [[failuresOf("b"), failuresOf("b", "b")], ["b"]],
  [[failuresOf("a", "b")], ["a", "b"]],
])("as AWS reads %j, %j have failed", (results, failed) => {
  for (const result of results) {
    expect(batchFault(result, batch)).toBeUndefined();
    expect([...failedIds(result)]).toEqual(failed);
  }
});

test.each([
  ["neither an object nor nothing", ["ok", 7, true, ["a"], [failuresOf("a")]]],
  ["no list", [{ batchItemFailures: "x" }, { batchItemFailures: {} }]],
  ["no messageId of the batch", [failuresOf(""), failuresOf("other"), failuresOf("a", null), failuresOf(7)]],
  [
    "no messageId of the batch",
    [{ batchItemFailures: [null] }, { batchItemFailures: [{ id: "a" }] }, { batchItemFailures: ["a"] }],
  ],
])("an answer with %s fails the whole batch", (what, results) => {
  for (const result of results) expect(batchFault(result, batch)?.message).toContain(what);
});
