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

/** Why Lambda takes a function's result as the failure of the whole batch, with ReportBatchItemFailures; undefined where it does not. */
export function batchFault(result: unknown, batch: ReadonlySet<string>): Error | undefined {
  // Nothing, and an empty text or list, are success.
  if (!result || (Array.isArray(result) && result.length === 0)) return undefined;
  if (typeof result !== "object" || Array.isArray(result))
    return new Error("The function returned what is neither an object nor nothing.");
  const { batchItemFailures: list } = result as { readonly batchItemFailures?: unknown };
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

/** Ids of the failed messages in a result without fault. */
export function failedIds(result: unknown): ReadonlySet<string> {
  const { batchItemFailures } = (result ?? {}) as {
    readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[] | null;
  };
  return new Set(batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
}
