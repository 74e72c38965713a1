import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { EventRecord } from "../../events.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";
import { type BusTail, markAlive } from "./bus-tail.ts";
import { eventRecordOf } from "./event-record.ts";
import { aliveEveryMs } from "./tail-names.ts";

/** Longest that SQS waits for a message. */
const longPollSeconds = 20;

async function deleteAll({ sqs }: BusTail, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  const Entries = messages.flatMap(({ ReceiptHandle }, index) =>
    ReceiptHandle === undefined ? [] : [{ Id: String(index), ReceiptHandle }],
  );
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
}

/** Whom to tell. */
export interface EventReader {
  readonly signal: AbortSignal;
  readonly onEvent: (event: EventRecord) => void;
}

/**
 * Reads a follower's queue until it is stopped.
 * @param url of the queue
 * @throws BridgeError `aws-failed`
 */
export async function followQueue(
  context: DeployedContext,
  tail: BusTail,
  url: string,
  { signal, onEvent }: EventReader,
): Promise<void> {
  const seen = new Set<string>();
  let toldAt = context.now();
  const receive = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: longPollSeconds,
    MessageSystemAttributeNames: ["SentTimestamp"],
  });
  while (!signal.aborted)
    try {
      const { Messages = [] } = await askAws(`follow the bus ${tail.bus.name}`, () =>
        tail.sqs.send(receive, { abortSignal: signal }),
      );
      for (const { MessageId = "", Body = "", Attributes } of Messages) {
        const event = eventRecordOf(Body, tail.bus.name, Number(Attributes?.SentTimestamp ?? context.now()));
        // A standard queue may give a message twice.
        if (event && !seen.has(MessageId)) onEvent(event);
        seen.add(MessageId);
      }
      if (Messages.length > 0) await deleteAll(tail, url, Messages);
      if (seen.size > 10_000) seen.clear();
      if (context.now() - toldAt >= aliveEveryMs) {
        toldAt = context.now();
        await askAws(`keep the queue of the bus ${tail.bus.name}`, () => markAlive(tail, url, toldAt));
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
}
