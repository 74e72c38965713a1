import { DeleteMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { DeadLetterRow } from "../../../operate/dead-letters.ts";
import type { Clients } from "../../aws/clients.ts";
import { type DeadLetters, watchDeadLetters } from "../dead-letters/dead-letters.ts";
import { type RowOfLetter, retentionMs } from "../dead-letters/held-letters.ts";
import type { Letter } from "../dead-letters/letter-queue.ts";
import type { LocalConsumer } from "./provision-consumer.ts";
import { consumedEvent } from "./results/consumed-event.ts";
import type { ConsumerOf, Consumptions } from "./results/consumptions.ts";

/** What the dead letters of consumers need. */
export interface ConsumerLettersContext {
  readonly clients: Clients;
  readonly consumptions: Consumptions;
  readonly holdSeconds: number;
  /** Puts an event on its bus again, for one rule alone. @returns false where the event is not known any more */
  readonly replayInto: (eventId: string, ruleArn: string) => Promise<boolean>;
  /** A letter is new, or it is gone. */
  readonly onChange: (row: DeadLetterRow) => void;
  readonly onFailure: (error: unknown) => void;
}

const attribute = ({ message }: Letter, name: string): string | null =>
  message.MessageAttributes?.[name]?.StringValue ?? null;

/** What lists show of a letter: with the reason of EventBridge, or with the consumer's last one. */
const consumerLetterRow =
  (subscription: string, { consumptions }: ConsumerLettersContext): RowOfLetter =>
  (letter, sentAt) => {
    const { MessageId: id = "", Body = "", Attributes = {} } = letter.message;
    const event = consumedEvent(Body);
    const last = event && consumptions.find(subscription, event);
    return {
      id,
      queue: subscription,
      at: new Date(sentAt).toISOString(),
      deletedAt: new Date(sentAt + retentionMs).toISOString(),
      source: event?.source || null,
      delivery: event?.delivery || null,
      ...(event?.type && { type: event.type }),
      ...(event && { event: event.id }),
      code: attribute(letter, "ERROR_CODE"),
      reason: attribute(letter, "ERROR_MESSAGE") ?? last?.shown ?? null,
      receives: Number(Attributes.ApproximateReceiveCount ?? 0),
      bytes: Buffer.byteLength(Body),
    };
  };

/** Notes in what a consumer did that an event has become a dead letter, or is none any more. */
function noteLetter(
  {
    consumer,
    message,
    isBack,
  }: { readonly consumer: ConsumerOf; readonly message: string; readonly isBack: boolean },
  consumptions: Consumptions,
): void {
  const event = consumedEvent(message);
  if (!event) return;
  const last = consumptions.find(consumer.subscription, event);
  consumptions.note(
    consumer,
    event,
    isBack
      ? { state: "waiting", attempts: 0, reason: "moved back from the dead letters" }
      : { attempts: 0, ...last, state: "failed" },
  );
}

/** Moves a letter back: to the queue, or, where EventBridge could not deliver it, through the rule once more. */
async function moveConsumerLetter(
  consumer: ConsumerOf,
  letter: Letter,
  { clients, consumptions, replayInto }: ConsumerLettersContext,
): Promise<void> {
  const { message, pair } = letter;
  const { Body = "", ReceiptHandle } = message;
  const rule = attribute(letter, "RULE_ARN");
  const event = consumedEvent(Body);
  if (rule === null) {
    noteLetter({ consumer, message: Body, isBack: true }, consumptions);
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: pair.queue.url, MessageBody: Body }));
  } else if (event === undefined || !(await replayInto(event.id, rule)))
    throw new Error(`The event ${event?.id ?? "of this letter"} is not kept any more: discard it.`);
  await clients.sqs.send(new DeleteMessageCommand({ QueueUrl: pair.deadLetterQueue.url, ReceiptHandle }));
}

/** Watches the dead-letter queue of a subscription; undefined where it has none. */
export function watchConsumerLetters(
  { subscription: { name, target }, queue, deadLetterQueue }: LocalConsumer,
  context: ConsumerLettersContext,
): DeadLetters | undefined {
  if (!deadLetterQueue) return undefined;
  const { clients, consumptions, holdSeconds, onChange, onFailure } = context;
  const consumer = { subscription: name, target: target.kind };
  const letters = watchDeadLetters({
    sqs: clients.sqs,
    // Where there is no queue, all letters are EventBridge's, which go through the rule.
    pairs: [{ queue: queue ?? deadLetterQueue, deadLetterQueue }],
    holdSeconds,
    rowOf: consumerLetterRow(name, context),
    moveBack: (_sqs, _id, letter) => moveConsumerLetter(consumer, letter, context),
    onLetter(row) {
      const { message = "" } = letters.find(row.id) ?? {};
      noteLetter({ consumer, message, isBack: false }, consumptions);
      onChange(row);
    },
    onDone: onChange,
    onFailure,
  });
  return letters;
}
