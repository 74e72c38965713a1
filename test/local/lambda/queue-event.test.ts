import { expect, test } from "vitest";
import { failedIds, queueEvent } from "../../../src/local/lambda/queue-event.ts";

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

test("batch item failures are read as AWS reads them; an unreadable list fails the whole batch", () => {
  const batch = new Set(["a", "b"]);
  for (const nothing of [undefined, null, "", {}, { batchItemFailures: null }, { batchItemFailures: [] }]) {
    expect([...failedIds(nothing, batch)]).toEqual([]);
  }
  expect([...failedIds({ batchItemFailures: [{ itemIdentifier: "b" }] }, batch)]).toEqual(["b"]);
  for (const broken of ["x", [{ itemIdentifier: "" }], [{ itemIdentifier: "other" }], [null], [{}]]) {
    expect([...failedIds({ batchItemFailures: broken }, batch)]).toEqual(["a", "b"]);
  }
});
