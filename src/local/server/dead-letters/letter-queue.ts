import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { child, parseJson } from "../../../core/json/json.ts";
import { messagesInQueue } from "../queue-messages.ts";
import type { QueuePair } from "../workspace/provision.ts";

/** A dead letter, and the queues that it belongs to. */
export interface Letter {
  readonly message: Message;
  readonly pair: QueuePair;
}

/** How to receive dead letters. */
export interface LetterPoll {
  readonly waitSeconds: number;
  /** Visibility timeout of the letters that are received. */
  readonly holdSeconds: number;
  readonly signal: AbortSignal;
}

/** True for the queues of ordered sources. */
export const isFifo = ({ queue }: QueuePair): boolean => queue.url.endsWith(".fifo");

/** Receives letters without deleting them. */
export async function receiveLetters(
  sqs: SQSClient,
  pair: QueuePair,
  { waitSeconds, holdSeconds, signal }: LetterPoll,
): Promise<readonly Letter[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: pair.deadLetterQueue.url,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: waitSeconds,
    VisibilityTimeout: holdSeconds,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });
  const { Messages = [] } = await sqs.send(command, { abortSignal: signal });
  return Messages.map((message) => ({ message, pair }));
}

/** Number of letters in a queue. */
export const countLetters = (sqs: SQSClient, { deadLetterQueue }: QueuePair): Promise<number> =>
  messagesInQueue(sqs, deadLetterQueue.url);

/** Sends a letter before it deletes it: a kill in between makes two deliveries, and the ledger publishes one. */
export async function moveBack(sqs: SQSClient, id: string, { message, pair }: Letter): Promise<void> {
  const { Body, ReceiptHandle, Attributes } = message;
  const source = child(parseJson(Body ?? "")?.value, "source");
  const fair = typeof source === "string" ? { MessageGroupId: source } : {};
  const { MessageGroupId } = Attributes ?? {};
  const group = isFifo(pair) ? { MessageGroupId, MessageDeduplicationId: id } : fair;
  await sqs.send(new SendMessageCommand({ QueueUrl: pair.queue.url, MessageBody: Body, ...group }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: pair.deadLetterQueue.url, ReceiptHandle }));
}

/** Deletes a letter. Its id is not needed: the receipt names it. */
export async function discard(sqs: SQSClient, _id: string, { message, pair }: Letter): Promise<void> {
  const { ReceiptHandle } = message;
  await sqs.send(new DeleteMessageCommand({ QueueUrl: pair.deadLetterQueue.url, ReceiptHandle }));
}
