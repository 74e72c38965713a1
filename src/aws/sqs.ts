import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Delivery } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import type { DeliveryReader, ParkingLot, QueuedMessage } from "../publish/ports.ts";
import type { DeliveryQueue } from "../receive/ports.ts";
import { decodeMessage, encodeMessage } from "./message.ts";
import type { S3Claims } from "./s3.ts";

/** SQS takes 1,048,576 bytes, attributes included; the rest is room for those. */
const largestMessage = 1_040_000;

/** URLs of a queue that keeps no order and of a FIFO queue; the second undefined in a stack without ordered sources. */
export interface QueueUrls {
  readonly plain: string;
  readonly ordered: string | undefined;
}

/** Where a message goes, and how its order is kept there. */
interface QueuePlace {
  readonly QueueUrl: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** @param uniqueId of the message: SQS drops a second one of that id for five minutes, so no two messages may share it */
function orderedPlace({ ordered }: QueueUrls, MessageGroupId: string, uniqueId: string): QueuePlace {
  if (ordered) return { QueueUrl: ordered, MessageGroupId, MessageDeduplicationId: uniqueId };
  throw new BridgeError(
    "queue-failed",
    "A delivery must keep its order, and the function knows no FIFO queue.",
    "Deploy both functions with the same bridge.config.ts.",
  );
}

/** The delivery queues. A body that does not fit a message is kept in S3 first. */
export function sqsQueue(client: SQSClient, urls: QueueUrls, claims: S3Claims): DeliveryQueue {
  // On a standard queue the group makes SQS share its consumers fairly between sources.
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
          "The delivery could not be put into the queue.",
          "Check the queue and the function's sqs:SendMessage permission; the vendor will try again.",
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

/** SQS refuses control characters in attributes, and empty ones. */
const stringAttribute = (text: string): { DataType: "String"; StringValue: string } => ({
  DataType: "String",
  StringValue: text.replace(/[^\x20-\x7e]/g, "?").slice(0, 512) || "none",
});

/** The dead-letter queues. A parked message keeps its text, so that it can be redriven once the cause is mended. */
export function sqsParking(client: SQSClient, urls: QueueUrls): ParkingLot {
  // The queue's own id and not the delivery's: a delivery that is redriven may be parked again within five minutes.
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
          "Check the queue and the function's sqs:SendMessage permission; SQS will deliver it again.",
          cause,
        );
      }
    },
  };
}
