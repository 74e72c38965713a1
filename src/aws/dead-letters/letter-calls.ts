import {
  type BatchResultErrorEntry,
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { depthAttributes, depthIn, type QueueDepth } from "../../core/queue-depth.ts";
import { type DeadLetter, fairGroup, isFifoQueue, type LetterQueue } from "./letter.ts";

/** Entries that one call of SQS takes. */
const mostEntries = 10;

/** Bytes that the entries of one call of SendMessageBatch may have together: 1 MiB, with some room for what is not counted here. */
const mostBytesOfCall = 1_040_000;

/** How to receive letters. */
export interface LetterReceive {
  /** Visibility timeout of what is received. */
  readonly holdSeconds: number;
  readonly waitSeconds: number;
  /** 1 to 10. */
  readonly most: number;
}

/** Receives letters, and hides them for a while. It can't be stopped: what SQS has given to a call that nobody waits for would stay hidden. */
export async function pollLetters(
  sqs: SQSClient,
  queue: LetterQueue,
  { holdSeconds, waitSeconds, most }: LetterReceive,
): Promise<readonly DeadLetter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queue.deadLetterUrl,
      MaxNumberOfMessages: most,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: holdSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
  );
  return Messages.map((message) => ({ queue, message }));
}

/** Counts the messages of a queue. */
export async function queueDepth(sqs: SQSClient, QueueUrl: string): Promise<QueueDepth> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...depthAttributes] });
  return depthIn((await sqs.send(command)).Attributes);
}

const inTens = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / mostEntries) }, (_, index) =>
    items.slice(index * mostEntries, (index + 1) * mostEntries),
  );

/** Calls that run at the same time where many letters are to be released or kept hidden. */
const hidingCalls = 8;

/**
 * Hides received letters for so many seconds from now; 0 shows them again at once. What fails is shown when its time is over, as any received
 * message: that is no reason to fail.
 */
export async function hideLetters(
  sqs: SQSClient,
  letters: readonly DeadLetter[],
  VisibilityTimeout: number,
): Promise<void> {
  const parts = [...Map.groupBy(letters, ({ queue }) => queue.deadLetterUrl)].flatMap(([QueueUrl, own]) =>
    inTens(own).map((part) => ({ QueueUrl, part })),
  );
  const lane = async (): Promise<void> => {
    for (let next = parts.shift(); next; next = parts.shift()) {
      const Entries = next.part.map(({ message: { ReceiptHandle } }, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout,
      }));
      await sqs
        .send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: next.QueueUrl, Entries }))
        .catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: hidingCalls }, lane));
}

/** What became of a batch. */
export interface BatchEnd {
  readonly done: readonly DeadLetter[];
  readonly failed: readonly (readonly [letter: DeadLetter, why: string])[];
}

function endOfBatch(
  letters: readonly DeadLetter[],
  failures: readonly BatchResultErrorEntry[] = [],
): BatchEnd {
  const why = new Map(failures.map(({ Id, Code, Message }) => [Id, Message ?? Code ?? "no reason given"]));
  const failed = letters.flatMap((letter, index) => {
    const reason = why.get(String(index));
    return reason === undefined ? [] : [[letter, reason] as const];
  });
  return { done: letters.filter((_, index) => !why.has(String(index))), failed };
}

/**
 * A letter as it is sent back: its text alone. Of its attributes nothing is kept, because `code` and `reason` would be wrong the next time that
 * SQS moves it. In a standard queue the group is for fairness; in a FIFO queue it keeps the order.
 */
function sentEntry(letter: DeadLetter, index: number): SendMessageBatchRequestEntry {
  const { MessageId = "", Body = "", Attributes = {} } = letter.message;
  const MessageGroupId = Attributes.MessageGroupId ?? fairGroup(Body);
  const group = isFifoQueue(letter.queue) ? { MessageDeduplicationId: MessageId } : {};
  return { Id: String(index), MessageBody: Body, ...(MessageGroupId && { MessageGroupId }), ...group };
}

/** Parts of up to ten letters that fit into one call. */
export function sendableParts(letters: readonly DeadLetter[]): readonly (readonly DeadLetter[])[] {
  const parts: DeadLetter[][] = [];
  let bytes = 0;
  for (const letter of letters) {
    const own = Buffer.byteLength(letter.message.Body ?? "");
    const last = parts.at(-1);
    if (last && last.length < mostEntries && bytes + own <= mostBytesOfCall) {
      last.push(letter);
      bytes += own;
    } else {
      parts.push([letter]);
      bytes = own;
    }
  }
  return parts;
}

/** Sends letters, at most as many as one call takes, to the queue that they came from. They stay in the dead-letter queue. */
export async function sendBack(sqs: SQSClient, letters: readonly DeadLetter[]): Promise<BatchEnd> {
  const { Failed } = await sqs.send(
    new SendMessageBatchCommand({ QueueUrl: letters[0]?.queue.sourceUrl, Entries: letters.map(sentEntry) }),
  );
  return endOfBatch(letters, Failed);
}

/** Deletes up to ten letters of one dead-letter queue. */
export async function deleteLetters(sqs: SQSClient, letters: readonly DeadLetter[]): Promise<BatchEnd> {
  if (letters.length === 0) return { done: [], failed: [] };
  const { Failed } = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: letters[0]?.queue.deadLetterUrl,
      Entries: letters.map(({ message: { ReceiptHandle } }, index) => ({ Id: String(index), ReceiptHandle })),
    }),
  );
  return endOfBatch(letters, Failed);
}
