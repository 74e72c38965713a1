import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { BridgeError } from "../core/errors.ts";
import type { DeliveryQueue, DeliveryReader, ParkingLot } from "../pipeline/ports.ts";
import { decodeMessage, encodeMessage } from "./message.ts";
import type { S3Claims } from "./s3.ts";

/** SQS takes 1,048,576 bytes, attributes included; the rest is room for those. */
const largestMessage = 1_040_000;

/** The delivery queue. A body that does not fit a message is kept in S3 first. */
export function sqsQueue(client: SQSClient, queueUrl: string, claims: S3Claims): DeliveryQueue {
  return {
    async send(delivery) {
      let MessageBody = delivery.body.length < largestMessage ? encodeMessage(delivery) : undefined;
      if (MessageBody === undefined || MessageBody.length > largestMessage) {
        const bodyRef = await claims.keep(delivery.id, delivery.body, "application/octet-stream");
        MessageBody = encodeMessage(delivery, { bodyRef });
      }
      try {
        // On a standard queue the group makes SQS share its consumers fairly between sources.
        await client.send(
          new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, MessageGroupId: delivery.source }),
        );
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
const attribute = (text: string): { DataType: "String"; StringValue: string } => ({
  DataType: "String",
  StringValue: text.replace(/[^\x20-\x7e]/g, "?").slice(0, 512) || "none",
});

/** The dead-letter queue. A parked message keeps its text, so that it can be redriven once the cause is mended. */
export function sqsParking(client: SQSClient, deadLetterQueueUrl: string): ParkingLot {
  return {
    async park(message, code, reason, source) {
      try {
        await client.send(
          new SendMessageCommand({
            QueueUrl: deadLetterQueueUrl,
            MessageBody: message.body,
            MessageAttributes: {
              code: attribute(code),
              reason: attribute(reason),
              source: attribute(source ?? "unknown"),
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
