/** The event that Lambda's SQS event source mapping passes to a function. */
import type { Message, MessageAttributeValue } from "@aws-sdk/client-sqs";

/** What all messages of a queue have in common. */
export interface QueueFacts {
  readonly arn: string;
  readonly region: string;
}

const messageAttribute = (value: MessageAttributeValue): object => ({
  ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
  ...(value.BinaryValue !== undefined && { binaryValue: Buffer.from(value.BinaryValue).toString("base64") }),
  stringListValues: [],
  binaryListValues: [],
  dataType: value.DataType,
});

/** The event for a batch, with AWS's names and casing. */
export function queueEvent(messages: readonly Message[], { arn, region }: QueueFacts): object {
  const Records = messages.map((message) => ({
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, messageAttribute(value)]),
    ),
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: arn,
    awsRegion: region,
  }));
  return { Records };
}

/**
 * Ids of the failed messages in a function's result, read as AWS reads it with ReportBatchItemFailures. Nothing, an empty object and an
 * empty list are success; an id that is blank or not in the batch fails the whole batch.
 */
export function failedIds(result: unknown, batch: ReadonlySet<string>): ReadonlySet<string> {
  if (result === undefined || result === null || result === "") return new Set();
  const { batchItemFailures } = result as { readonly batchItemFailures?: unknown };
  if (batchItemFailures === undefined || batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return batch;
  const ids = batchItemFailures.map(
    (failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier,
  );
  return ids.every((id) => typeof id === "string" && batch.has(id)) ? new Set(ids as string[]) : batch;
}

/** Why Lambda takes a function's result as the failure of the whole batch; undefined where it does not. */
export function batchFault(result: unknown, batch: ReadonlySet<string>): Error | undefined {
  const list = (result as { readonly batchItemFailures?: unknown } | null | undefined)?.batchItemFailures;
  if (list === undefined || list === null) return undefined;
  if (!Array.isArray(list)) return new Error("The function returned batchItemFailures that is no list.");
  const isOfBatch = (failure: { readonly itemIdentifier?: unknown } | null): boolean =>
    typeof failure?.itemIdentifier === "string" && batch.has(failure.itemIdentifier);
  return list.every(isOfBatch)
    ? undefined
    : new Error(
        "The function returned batchItemFailures with an itemIdentifier that is no messageId of the batch.",
      );
}
