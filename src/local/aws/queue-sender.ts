import {
  type BatchResultErrorEntry,
  GetQueueUrlCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Cloud } from "./clients.ts";
import type { SendToQueue } from "./eventbridge/targets/try-message.ts";

/** Where the queues are. */
export interface QueueSenderOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Cloud["credentials"];
  /** Gives the URL of a queue; default: that of the account's queue of this name. */
  readonly urlOf: (client: SQSClient, queueName: string) => Promise<string>;
}

/** Sends what rules deliver to queues. */
export interface QueueSender {
  readonly send: SendToQueue;
  close(): void;
}

type WaitingMessage = Omit<SendMessageBatchRequestEntry, "Id"> & {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** What one request takes, as every SQS does: more messages or bytes go in the next. */
const largestRequest = { messages: 10, bytes: 262_144 };

const textBytes = (text: string | undefined): number => Buffer.byteLength(text ?? "");

function sentBytes({ MessageBody, MessageAttributes = {} }: WaitingMessage): number {
  const attributes = Object.entries(MessageAttributes).flatMap(([name, { DataType, StringValue }]) => [
    name,
    DataType,
    StringValue,
  ]);
  return [MessageBody, ...attributes].reduce((sum, text) => sum + textBytes(text), 0);
}

/** The first messages of those that wait, as many as one request takes; one, however large. */
export function takeRequest<Message>(
  waiting: Message[],
  sizeOf: (message: Message) => number,
): readonly Message[] {
  let bytes = 0;
  const tooMany = waiting.findIndex((message, index) => {
    bytes += sizeOf(message);
    return index > 0 && (index === largestRequest.messages || bytes > largestRequest.bytes);
  });
  return waiting.splice(0, tooMany < 0 ? waiting.length : tooMany);
}

const namedFailure = ({ Code = "Unknown", Message = "" }: BatchResultErrorEntry): Error =>
  Object.assign(new Error(Message), { name: Code });

async function sendAll(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly WaitingMessage[],
): Promise<void> {
  const entries = messages.map(({ resolve: _, reject: __, ...entry }) => entry);
  const [first] = entries;
  if (entries.length === 1 && first) {
    await client.send(new SendMessageCommand({ QueueUrl, ...first }));
    return messages[0]?.resolve();
  }
  const Entries = entries.map((entry, index) => ({ Id: String(index), ...entry }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  for (const failure of Failed) messages[Number(failure.Id)]?.reject(namedFailure(failure));
  for (const { resolve } of messages) resolve();
}

/** Sends messages of one moment to the same queue together, and each queue's one request after another: they keep their order. */
export function openQueueSender({ endpoint, region, credentials, urlOf }: QueueSenderOptions): QueueSender {
  const client = new SQSClient({ endpoint, region, credentials });
  const lines = new Map<string, WaitingMessage[]>();

  async function empty(queueArn: string, line: WaitingMessage[]): Promise<void> {
    for (let taken = takeRequest(line, sentBytes); taken.length > 0; taken = takeRequest(line, sentBytes))
      try {
        await sendAll(client, await urlOf(client, queueArn.split(":").at(-1) ?? ""), taken);
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    lines.delete(queueArn);
  }

  return {
    send(queueArn, MessageBody, MessageGroupId, attributes = {}) {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      );
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const message = {
        MessageBody,
        MessageAttributes,
        ...(MessageGroupId && { MessageGroupId }),
        resolve,
        reject,
      };
      const line = lines.get(queueArn);
      if (line) line.push(message);
      else {
        const begun = [message];
        lines.set(queueArn, begun);
        // Those of this moment come before it.
        setImmediate(() => void empty(queueArn, begun));
      }
      return promise;
    },
    close: () => client.destroy(),
  };
}

/** The URL of a queue as SQS tells it. */
export async function askedQueueUrl(client: SQSClient, QueueName: string): Promise<string> {
  const { QueueUrl = "" } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return QueueUrl;
}
