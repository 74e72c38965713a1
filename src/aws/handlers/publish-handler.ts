import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import middy from "@middy/core";
import type { SQSEvent } from "aws-lambda";
import { busesOfStage, eventBytesOf } from "../../config/buses-of-stage.ts";
import type { Bridge } from "../../config/define-bridge.ts";
import type { Environment } from "../../config/environment.ts";
import type { EventBus } from "../../publish/ports.ts";
import { publish } from "../../publish/publish.ts";
import { publishInOrder } from "../../publish/publish-in-order.ts";
import { busAddresses } from "../buses/bus-addresses.ts";
import { eventBridgeBus } from "../buses/eventbridge.ts";
import { regionalBuses } from "../buses/regional-buses.ts";
import { type ClientSettings, clientSettings } from "../client-settings.ts";
import { sqsParking, sqsReader } from "../queue/sqs.ts";
import { dynamoLedger } from "../stores/dynamodb.ts";
import { s3Claims } from "../stores/s3.ts";
import { messagesOf, partialBatch } from "./middleware.ts";
import { lineObserver } from "./observe.ts";

/**
 * Milliseconds for a call that hangs in all attempts of `clientSettings`, and to record what was put before.
 */
const reservedMs = 20_000;

/** The deployment's own buses, and existing ones of any account and region. */
function busesOf(environment: Environment, settings: ClientSettings): EventBus {
  const { nameOf, regionOf } = busAddresses(environment);
  const own = new EventBridgeClient(settings);
  if (environment.busArns === undefined) return eventBridgeBus(own, nameOf);
  return regionalBuses({
    regionOf,
    home: own.config.region,
    open: (region) => eventBridgeBus(new EventBridgeClient({ ...settings, region }), nameOf),
  });
}

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
  const config = {
    sources: bridge.sources,
    buses: new Set(bridge.buses.keys()),
    eventBytes: eventBytesOf(busesOfStage(bridge, environment.stage)),
  };
  const deadLetters = {
    plain: environment.deadLetterQueueUrl,
    ordered: environment.orderedDeadLetterQueueUrl,
  };
  const ports = {
    reader: sqsReader(claims),
    ledger: dynamoLedger(new DynamoDBClient(settings), environment.table, now),
    bus: busesOf(environment, settings),
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
