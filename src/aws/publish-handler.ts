import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import middy from "@middy/core";
import type { SQSEvent } from "aws-lambda";
import type { Bridge } from "../config/define-bridge.ts";
import type { Environment } from "../config/environment.ts";
import { publish } from "../publish/publish.ts";
import { publishInOrder } from "../publish/publish-in-order.ts";
import { type ClientSettings, clientSettings } from "./client-settings.ts";
import { dynamoLedger } from "./dynamodb.ts";
import { eventBridgeBus } from "./eventbridge.ts";
import { messagesOf, partialBatch } from "./middleware.ts";
import { lineObserver } from "./observe.ts";
import { s3Claims } from "./s3.ts";
import { sqsParking, sqsReader } from "./sqs.ts";

/**
 * Milliseconds for a call that hangs in all attempts of `clientSettings`, and to record what was put before.
 */
const reservedMs = 20_000;

/**
 * The Lambda handler behind the delivery queue: EventBridge, DynamoDB, S3 and SQS as the ports of `publish`.
 * @param settings of the SDK clients; tests pass another network
 */
export function publishHandler(
  bridge: Bridge,
  environment: Environment,
  settings: ClientSettings = clientSettings,
) {
  const now = (): number => Date.now();
  const claims = s3Claims(environment.bucket, settings);
  const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };
  const deadLetters = {
    plain: environment.deadLetterQueueUrl,
    ordered: environment.orderedDeadLetterQueueUrl,
  };
  const ports = {
    reader: sqsReader(claims),
    ledger: dynamoLedger(new DynamoDBClient(settings), environment.table, now),
    bus: eventBridgeBus(new EventBridgeClient(settings), environment.busPrefix),
    claims,
    parking: sqsParking(new SQSClient(settings), deadLetters),
    now,
    report: lineObserver("publish", bridge.sources, environment, now).published,
  };
  // No early timeout: middy would stop waiting, and the handler would publish again in the next invocation.
  return middy<SQSEvent>({ timeoutEarlyInMillis: 0 })
    .use(partialBatch())
    .handler((event, context) => {
      const messages = messagesOf(event);
      // A batch comes from one queue: either all of its messages have an order, or none.
      const ordered = messages.some(({ group }) => group !== undefined);
      return (ordered ? publishInOrder : publish)(messages, config, {
        ...ports,
        isLate: () => context.getRemainingTimeInMillis() < reservedMs,
      });
    });
}
