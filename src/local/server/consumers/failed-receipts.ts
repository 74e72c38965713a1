import { ChangeMessageVisibilityBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { BatchResult } from "../../lambda/queue-poller.ts";

/** Messages that failed and are hidden until their visibility timeout. */
export interface FailedReceipts {
  note(result: BatchResult): void;
  /** Makes them visible at once: the code that failed on them is another one now. */
  show(): Promise<void>;
}

/** Those of more messages wait for their timeout. */
const mostReceipts = 10_000;

const perRequest = 10;

/** Remembers failed messages of a queue. */
export function failedReceipts(sqs: SQSClient, queueUrl: string): FailedReceipts {
  const receipts = new Map<string, string>();
  return {
    note({ messages, failed }) {
      for (const { MessageId = "", ReceiptHandle = "" } of messages)
        if (!failed.has(MessageId)) receipts.delete(MessageId);
        else if (receipts.size < mostReceipts) receipts.set(MessageId, ReceiptHandle);
    },
    async show() {
      const handles = [...receipts.values()];
      receipts.clear();
      for (let at = 0; at < handles.length; at += perRequest) {
        const Entries = handles
          .slice(at, at + perRequest)
          .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
        await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
      }
    },
  };
}
