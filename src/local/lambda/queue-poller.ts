import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Lambda } from "./lambda.ts";
import { failedIds, queueEvent } from "./queue-event.ts";

/** A queue and the function that takes its messages. */
export interface QueuePollerOptions {
  readonly sqs: SQSClient;
  readonly queue: { readonly url: string; readonly arn: string };
  readonly region: string;
  readonly lambda: Lambda;
  /** Batches at a time. */
  readonly concurrency: number;
  /** A batch failed as a whole, or the queue can't be read; polling goes on. */
  readonly onFailure: (error: unknown) => void;
}

/** The event source mapping. */
export interface QueuePoller {
  /** Works until the queue is empty or `drainMs` have passed, then stops; a batch under way is finished. */
  stop(drainMs: number): Promise<void>;
}

/** Short, since a poll is not broken off at the end: the queue may have given it messages, which nobody would get for minutes. */
const waitSeconds = 1;

/** Long-polls the queue and invokes the function; deletes a message only after the function has dealt with it. */
export function startQueuePoller(options: QueuePollerOptions): QueuePoller {
  const { sqs, queue, lambda } = options;
  let draining = false;

  async function receive(WaitTimeSeconds: number): Promise<readonly Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    const { Messages = [] } = await sqs.send(command);
    return Messages;
  }

  async function remove(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
    if (Failed.length > 0)
      options.onFailure(
        new Error(`SQS kept ${Failed.length} messages that were done: ${Failed[0]?.Message}`),
      );
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const ids = new Set(messages.map(({ MessageId = "" }) => MessageId));
    const result = await lambda.invoke(queueEvent(messages, { arn: queue.arn, region: options.region }));
    const failed = failedIds(result, ids);
    await remove(messages.filter(({ MessageId = "" }) => !failed.has(MessageId)));
  }

  async function poll(): Promise<void> {
    while (!draining) {
      try {
        const messages = await receive(waitSeconds);
        if (messages.length > 0) await handle(messages);
      } catch (error) {
        if (draining) return;
        options.onFailure(error);
        await sleep(200);
      }
    }
  }

  async function drain(until: AbortSignal): Promise<void> {
    try {
      while (!until.aborted) {
        const messages = await receive(0);
        if (messages.length === 0) return;
        await handle(messages);
      }
    } catch (error) {
      options.onFailure(error);
    }
  }

  const loops = Array.from({ length: options.concurrency }, poll);
  return {
    async stop(drainMs) {
      draining = true;
      await Promise.all(loops);
      await drain(AbortSignal.timeout(drainMs));
    },
  };
}
