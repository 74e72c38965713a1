import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Lambda } from "./lambda.ts";
import { batchFault, failedIds, queueEvent } from "./queue-event.ts";

/** A queue and the function that takes its messages. */
export interface QueuePollerOptions {
  readonly sqs: SQSClient;
  readonly queue: { readonly url: string; readonly arn: string };
  readonly region: string;
  readonly lambda: Pick<Lambda, "invoke">;
  /** Batches at a time. */
  readonly concurrency: number;
  /** Messages of one call. Default: 10, the most that SQS gives. */
  readonly batchSize?: number;
  /** Called with each batch before the function gets it. */
  readonly onBatch?: (messages: readonly Message[]) => void;
  /** Called with what became of each batch, before its messages are deleted. */
  readonly onResult?: (result: BatchResult) => void;
  /** A whole batch failed, or the queue can't be read. Polling continues. */
  readonly onFailure: (error: unknown) => void;
}

/** What a function did with a batch. */
export interface BatchResult {
  readonly messages: readonly Message[];
  /** Ids of the messages that stay in the queue. */
  readonly failed: ReadonlySet<string>;
  /** Why the whole batch failed. */
  readonly error?: unknown;
}

/** The event source mapping. */
export interface QueuePoller {
  /** Works until the queue is empty or `drainMs` have passed, then stops; 0 takes nothing more. A batch under way is finished. */
  stop(drainMs: number): Promise<void>;
}

/** Short, because a stop waits for the poll: aborting it could leave received messages hidden until their visibility timeout. */
const pollSeconds = 1;

async function receiveBatch(
  { sqs, queue, batchSize = 10 }: QueuePollerOptions,
  WaitTimeSeconds: number,
): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue.url,
    MaxNumberOfMessages: batchSize,
    WaitTimeSeconds,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });
  const { Messages = [] } = await sqs.send(command);
  return Messages;
}

async function deleteMessages(
  { sqs, queue, onFailure }: QueuePollerOptions,
  messages: readonly Message[],
): Promise<void> {
  if (messages.length === 0) return;
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  if (Failed.length > 0)
    onFailure(new Error(`SQS did not delete ${Failed.length} processed messages: ${Failed[0]?.Message}`));
}

/** Invokes the function, and deletes the messages that it did not report as failed. */
async function processBatch(options: QueuePollerOptions, messages: readonly Message[]): Promise<void> {
  const { lambda, queue, region } = options;
  options.onBatch?.(messages);
  const ids = new Set(messages.map(({ MessageId = "" }) => MessageId));
  const invocation = lambda.invoke(queueEvent(messages, { arn: queue.arn, region }));
  const result = await invocation.catch((error: unknown) => {
    options.onResult?.({ messages, failed: ids, error });
    throw error;
  });
  const fault = batchFault(result, ids);
  const failed = fault ? ids : failedIds(result);
  options.onResult?.({ messages, failed, ...(fault && { error: fault }) });
  await deleteMessages(
    options,
    messages.filter(({ MessageId = "" }) => !failed.has(MessageId)),
  );
}

async function drain(options: QueuePollerOptions, until: AbortSignal): Promise<void> {
  try {
    while (!until.aborted) {
      const messages = await receiveBatch(options, 0);
      if (messages.length === 0) return;
      await processBatch(options, messages);
    }
  } catch (error) {
    options.onFailure(error);
  }
}

/** Long-polls the queue and invokes the function. A message is deleted only after the function has processed it. */
export function startQueuePoller(options: QueuePollerOptions): QueuePoller {
  let stopping = false;

  async function poll(): Promise<void> {
    while (!stopping) {
      try {
        const messages = await receiveBatch(options, pollSeconds);
        if (messages.length > 0) await processBatch(options, messages);
      } catch (error) {
        if (stopping) return;
        options.onFailure(error);
        await sleep(200);
      }
    }
  }

  const loops = Array.from({ length: options.concurrency }, poll);
  return {
    async stop(drainMs) {
      stopping = true;
      await Promise.all(loops);
      if (drainMs > 0) await drain(options, AbortSignal.timeout(drainMs));
    },
  };
}
