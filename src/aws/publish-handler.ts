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
import { powertools } from "./observe.ts";
import { s3Claims } from "./s3.ts";
import { sqsParking, sqsReader } from "./sqs.ts";

/** Milliseconds for a call that hangs in all the attempts of `clientSettings`, and to record what was put before it. */
const reservedMs = 20_000;

/**
 * The Lambda handler behind the queue: EventBridge, DynamoDB, S3 and SQS as the ports of `publish`.
 * @param settings of the SDK clients; tests put another network in their place
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
    report: powertools("publish", bridge.sources).published,
  };
  // middy would only stop waiting for a handler that takes too long: it would go on in the next invocation, and put what has long
  // been published. Lambda ends it.
  return middy<SQSEvent>({ timeoutEarlyInMillis: 0 })
    .use(partialBatch())
    .handler((event, context) => {
      const messages = messagesOf(event);
      // A batch comes from one queue: all of it keeps an order, or nothing.
      const ordered = messages.some(({ group }) => group !== undefined);
      return (ordered ? publishInOrder : publish)(messages, config, {
        ...ports,
        isLate: () => context.getRemainingTimeInMillis() < reservedMs,
      });
    });
}
