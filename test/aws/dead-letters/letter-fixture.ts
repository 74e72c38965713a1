/** An SQS on this machine with a delivery queue, a FIFO queue and their dead-letter queues, new for each test of the file that imports this. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { LetterQueue } from "../../../src/aws/dead-letters/letter.ts";
import { queueDepth } from "../../../src/aws/dead-letters/letter-calls.ts";
import { type Fauxqs, startFauxqs } from "../../../src/local/aws/fauxqs.ts";

const region = "eu-central-1";
let directory: string;
let fauxqs: Fauxqs;
let made = 0;

export let sqs: SQSClient;
export let deliveries: LetterQueue;
export let ordered: LetterQueue;

async function queueUrl(QueueName: string): Promise<string> {
  const Attributes = QueueName.endsWith(".fifo") ? { FifoQueue: "true" } : undefined;
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "letters-"));
  fauxqs = await startFauxqs(directory, region, 0);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  sqs = new SQSClient({ endpoint: fauxqs.url, region, credentials });
});

beforeEach(async () => {
  const name = `q${made++}`;
  const retentionSeconds = 1_209_600;
  deliveries = {
    name: "deliveries",
    sourceUrl: await queueUrl(name),
    deadLetterUrl: await queueUrl(`${name}-dead`),
    retentionSeconds,
  };
  ordered = {
    name: "ordered",
    sourceUrl: await queueUrl(`${name}.fifo`),
    deadLetterUrl: await queueUrl(`${name}-dead.fifo`),
    retentionSeconds,
  };
});

afterAll(async () => {
  sqs.destroy();
  await fauxqs.close();
  rmSync(directory, { recursive: true });
});

/** What else a letter has. */
export interface ParkedLetter {
  readonly code?: string;
  readonly reason?: string;
  readonly group?: string;
}

/** Sends a letter into a dead-letter queue, as `publish` parks it, or without a code, as SQS moves it. */
export async function putLetter(
  queue: LetterQueue,
  text: string,
  { code, reason = "no reason", group }: ParkedLetter = {},
): Promise<string> {
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  const { MessageId = "" } = await sqs.send(
    new SendMessageCommand({
      QueueUrl: queue.deadLetterUrl,
      MessageBody: text,
      ...(code && { MessageAttributes: { code: attribute(code), reason: attribute(reason) } }),
      ...(group && { MessageGroupId: group, MessageDeduplicationId: `${Math.random()}` }),
    }),
  );
  return MessageId;
}

/** Receives everything that a queue shows now, without long polling. */
export async function receivedFrom(QueueUrl: string | undefined): Promise<readonly Message[]> {
  const all: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 30,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      }),
    );
    if (Messages.length === 0) return all;
    all.push(...Messages);
  }
}

/** Receives everything, and deletes it: a FIFO queue gives the next of a group only then. */
export async function takenFrom(QueueUrl: string | undefined): Promise<readonly Message[]> {
  const all: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ["All"],
      }),
    );
    if (Messages.length === 0) return all;
    all.push(...Messages);
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}

/** Texts of what a queue shows now. */
export const textsIn = async (url: string | undefined): Promise<readonly string[]> =>
  (await receivedFrom(url)).map(({ Body = "" }) => Body);

/** Numbers of visible and hidden messages. */
export async function depthOf(url: string): Promise<readonly [visible: number, hidden: number]> {
  const { visible, hidden } = await queueDepth(sqs, url);
  return [visible, hidden];
}
