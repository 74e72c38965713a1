import type { Message } from "@aws-sdk/client-sqs";
import type { DeadLetterRow } from "../../core/dead-letters/dead-letter.ts";
import { child, type Json, parseJson } from "../../core/json/json.ts";

/** A dead-letter queue, and the queue that its letters come from. */
export interface LetterQueue {
  /** `deliveries`, `ordered`, or what else the bridge calls it. */
  readonly name: string;
  readonly deadLetterUrl: string;
  /** Undefined for the letters of EventBridge itself, which no queue has sent. */
  readonly sourceUrl: string | undefined;
  /** How long SQS keeps a letter, where that is known. */
  readonly retentionSeconds?: number;
}

/** A message that was received from a dead-letter queue. */
export interface DeadLetter {
  readonly queue: LetterQueue;
  readonly message: Message;
}

/** True for the queues of ordered sources. */
export const isFifoQueue = ({ deadLetterUrl }: LetterQueue): boolean => deadLetterUrl.endsWith(".fifo");

const textOrNull = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

/** What a message is about: one of the bridge's own, or an event that a subscription's queue or a bus has. */
function originOf(body: string): Pick<DeadLetterRow, "source" | "delivery" | "type" | "event"> {
  const message = parseJson(body)?.value;
  const detail = child(message, "detail");
  if (detail === undefined)
    return { source: textOrNull(child(message, "source")), delivery: textOrNull(child(message, "id")) };
  const type = textOrNull(child(detail, "type"));
  const event = textOrNull(child(message, "id"));
  return {
    source: textOrNull(child(detail, "bridgesource")),
    delivery: textOrNull(child(detail, "deliveryid")),
    ...(type !== null && { type }),
    ...(event !== null && { event }),
  };
}

/** The group of a delivery in a standard queue, where a busy source must not delay the others; undefined for other messages. */
export function fairGroup(body: string): string | undefined {
  const message = parseJson(body)?.value;
  const source = child(message, "source");
  return child(message, "v") !== undefined && typeof source === "string" ? source : undefined;
}

/** The time in an attribute of SQS, in ms; undefined where it has none. */
function timeIn(text: string | undefined): number | undefined {
  const time = Number(text);
  return text === undefined || !Number.isSafeInteger(time) ? undefined : time;
}

/** When a letter was sent: to the dead-letter queue, or to a standard queue from which SQS moved it. In ms since 1970. */
export const sentAt = ({ message }: DeadLetter): number => timeIn(message.Attributes?.SentTimestamp) ?? 0;

/** What SQS and the message say of a letter. EventBridge's own letters have its code and message in attributes. */
export function letterFacts(letter: DeadLetter): DeadLetterRow {
  const { message, queue } = letter;
  const { MessageId = "", Body = "", MessageAttributes = {}, Attributes = {} } = message;
  const attribute = (name: string): string | null => MessageAttributes[name]?.StringValue ?? null;
  const { source, ...about } = originOf(Body);
  const sent = sentAt(letter);
  const { retentionSeconds } = queue;
  const receives = Number(Attributes.ApproximateReceiveCount ?? Number.NaN);
  const parkedFor = attribute("source");
  return {
    id: MessageId,
    queue: queue.name,
    at: new Date(sent).toISOString(),
    ...(retentionSeconds !== undefined && {
      deletedAt: new Date(sent + retentionSeconds * 1000).toISOString(),
    }),
    source: source ?? (parkedFor === "unknown" ? null : parkedFor),
    ...about,
    code: attribute("code") ?? attribute("ERROR_CODE"),
    reason: attribute("reason") ?? attribute("ERROR_MESSAGE"),
    ...(Number.isSafeInteger(receives) && { receives }),
    bytes: Buffer.byteLength(Body),
  };
}
