import type { BridgeEvent } from "./bridge-event.ts";
import { isAnyObject, isEvent } from "./is-event.ts";

/** One of the things that a function was called with. */
export interface Received {
  /** The event; undefined where something else came, such as a message that another program put into the queue. */
  readonly event: BridgeEvent | undefined;
  /** The message or record that it came in, as `batchItemFailures` wants it; undefined where EventBridge called directly. */
  readonly itemIdentifier: string | undefined;
  /** Name of the replay that sent it again, if one did. */
  readonly replayName: string | undefined;
}

/** What a function answers SQS and Kinesis with, so that only these messages come again. */
export interface BatchFailures {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What a text is as JSON; undefined where it is none. */
function parsed(text: () => string): unknown {
  try {
    return JSON.parse(text());
  } catch {
    return undefined;
  }
}

/** The text of a Kinesis record, which is UTF-8 in base64. */
const textOfBase64 = (base64: unknown): string =>
  new TextDecoder().decode(Uint8Array.from(atob(String(base64)), (char) => char.charCodeAt(0)));

/** Reads EventBridge's event, or its `detail` alone where a rule's `InputPath` says so. */
function received(value: unknown, itemIdentifier?: string): Received {
  const outer = isAnyObject(value) ? value : {};
  const event = isEvent(outer.detail) ? outer.detail : value;
  const replay = outer["replay-name"];
  return {
    event: isEvent(event) ? event : undefined,
    itemIdentifier,
    replayName: typeof replay === "string" ? replay : undefined,
  };
}

function ofRecord(record: unknown): Received {
  const { messageId, body, kinesis } = isAnyObject(record) ? record : {};
  if (typeof messageId === "string")
    return received(
      parsed(() => String(body)),
      messageId,
    );
  const { sequenceNumber, data } = isAnyObject(kinesis) ? kinesis : {};
  if (typeof sequenceNumber === "string")
    return received(
      parsed(() => textOfBase64(data)),
      sequenceNumber,
    );
  return received(undefined);
}

/**
 * The events that a function was called with: by EventBridge directly, out of an SQS queue or out of a Kinesis stream.
 * @param input the first argument of the Lambda function
 */
export function eventsOf(input: unknown): readonly Received[] {
  return isAnyObject(input) && Array.isArray(input.Records) ? input.Records.map(ofRecord) : [received(input)];
}

/**
 * Calls a function for each event, one after another, and answers with the messages that failed, so that only they come again. What is no
 * event of a bridge fails, too: it ends in the dead-letter queue. The mapping needs `ReportBatchItemFailures`.
 * @throws what `handle` throws where EventBridge called directly: there is no other way to fail
 */
export async function forEachEvent(
  input: unknown,
  handle: (event: BridgeEvent, received: Received) => unknown,
): Promise<BatchFailures> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const item of eventsOf(input))
    try {
      if (!item.event) throw new TypeError("hookbridge/consumer: this is no event of a bridge.");
      await handle(item.event, item);
    } catch (error) {
      if (item.itemIdentifier === undefined) throw error;
      console.error(error);
      batchItemFailures.push({ itemIdentifier: item.itemIdentifier });
    }
  return { batchItemFailures };
}
