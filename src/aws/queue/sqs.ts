import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Delivery } from "../../core/delivery.ts";
import { BridgeError } from "../../core/errors.ts";
import type { DeliveryReader, ParkingLot, QueuedMessage } from "../../publish/ports.ts";
import type { DeliveryQueue } from "../../receive/ports.ts";
import type { S3Claims } from "../stores/s3.ts";
import { decodeMessage, encodeMessage } from "./message.ts";

/** Bytes of the largest message text. SQS takes 1,048,576 with the attributes. */
const largestMessage = 1_040_000;

/** URLs of the delivery queues, or of their dead-letter queues. */
export interface QueueUrls {
  /** The standard queue. */
  readonly plain: string;
  /** The FIFO queue; undefined in a stack without ordered sources. */
  readonly ordered: string | undefined;
}

/** The queue of a message, and its group and id there. */
interface QueuePlace {
  readonly QueueUrl: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** @param uniqueId of the message: for five minutes SQS drops any other message with it */
function orderedPlace({ ordered }: QueueUrls, MessageGroupId: string, uniqueId: string): QueuePlace {
  if (ordered) return { QueueUrl: ordered, MessageGroupId, MessageDeduplicationId: uniqueId };
  throw new BridgeError(
    "queue-failed",
    "A delivery must keep its order, but the function has no FIFO queue: it was deployed with another bridge.config.ts.",
    "Deploy both functions with the same bridge.config.ts.",
  );
}

/** The delivery queues. A body that is too large for a message is stored in S3 first. */
export function sqsQueue(client: SQSClient, urls: QueueUrls, claims: S3Claims): DeliveryQueue {
  // In a standard queue the group is for fairness: a busy source does not delay the others.
  const placeOf = ({ id, source, group }: Delivery): QueuePlace =>
    group === undefined ? { QueueUrl: urls.plain, MessageGroupId: source } : orderedPlace(urls, group, id);
  return {
    async send(delivery) {
      const place = placeOf(delivery);
      let MessageBody = delivery.body.length < largestMessage ? encodeMessage(delivery) : undefined;
      if (MessageBody === undefined || MessageBody.length > largestMessage) {
        const bodyRef = await claims.keep(delivery.id, delivery.body, "application/octet-stream");
        MessageBody = encodeMessage(delivery, { bodyRef });
      }
      try {
        await client.send(new SendMessageCommand({ ...place, MessageBody }));
      } catch (cause) {
        throw new BridgeError(
          "queue-failed",
          "A delivery could not be sent to the delivery queue.",
          "Check that the queue exists, and the function's sqs:SendMessage permission; the vendor will retry.",
          cause,
        );
      }
    },
  };
}

/** Reads messages of the delivery queue. */
export function sqsReader(claims: S3Claims): DeliveryReader {
  return {
    async read(message) {
      const { delivery, bodyRef } = decodeMessage(message.body);
      return bodyRef === undefined ? delivery : { ...delivery, body: await claims.fetch(bodyRef) };
    },
  };
}

/** An attribute of a message. SQS refuses control characters and empty text. */
const stringAttribute = (text: string): { DataType: "String"; StringValue: string } => ({
  DataType: "String",
  StringValue: text.replace(/[^\x20-\x7e]/g, "?").slice(0, 512) || "none",
});

/** The dead-letter queues. A parked message keeps its text, so that it can be redriven after a fix. */
export function sqsParking(client: SQSClient, urls: QueueUrls): ParkingLot {
  // Not the delivery's id: a redriven delivery may be parked again within five minutes, and would be dropped.
  const placeOf = ({ messageId, group }: QueuedMessage): QueuePlace =>
    group === undefined ? { QueueUrl: urls.plain } : orderedPlace(urls, group, messageId);
  return {
    async park(message, code, reason, source) {
      const place = placeOf(message);
      try {
        await client.send(
          new SendMessageCommand({
            ...place,
            MessageBody: message.body,
            MessageAttributes: {
              code: stringAttribute(code),
              reason: stringAttribute(reason),
              source: stringAttribute(source ?? "unknown"),
            },
          }),
        );
      } catch (cause) {
        throw new BridgeError(
          "queue-failed",
          "A message could not be parked in the dead-letter queue.",
          "Check that the queue exists, and the function's sqs:SendMessage permission; SQS will deliver the message again.",
          cause,
        );
      }
    },
  };
}
