import { SQSClient } from "@aws-sdk/client-sqs";
import middy from "@middy/core";
import type { Context, SQSEvent } from "aws-lambda";
import type { Bridge } from "../../config/define-bridge.ts";
import type { Environment } from "../../config/environment.ts";
import { lambdaTrace } from "../../config/lambda-trace.ts";
import { traceparentOf } from "../../core/logs/traceparent.ts";
import type { ReceivePorts } from "../../receive/ports.ts";
import { receive } from "../../receive/receive.ts";
import { type ClientSettings, clientSettings } from "../client-settings.ts";
import { takeBuffered } from "../gateway/buffer.ts";
import type { GatewayEvent } from "../gateway/gateway.ts";
import { httpsFetcher } from "../keys/fetcher.ts";
import { sqsQueue } from "../queue/sqs.ts";
import { readEarly } from "../secrets/read-early.ts";
import { cachedSecrets } from "../secrets/secret-cache.ts";
import { secretDoubts } from "../secrets/secret-doubts.ts";
import { secretVault } from "../secrets/secret-vault.ts";
import { s3Claims } from "../stores/s3.ts";
import { gateway, incomingOf, partialBatch } from "./middleware.ts";
import { lineObserver } from "./observe.ts";

/** What the deployment puts before `/hooks/`: the stage of a REST API, or the path of its public URL. */
const ownPrefixes = ({ stage, publicUrl = "" }: Environment): readonly string[] => [
  `/${stage}`,
  publicUrl.replace(/^[a-z]+:\/\/[^/]*|\/+$/g, ""),
];

/** Random hex digits, an even number. They are no UUID: test/faults repeats a run by the order in which UUIDs are drawn. */
const randomHex = (digits: number): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(digits / 2))).toString("hex");

/** An id for the log alone. */
const newRequestId = (): string => `req_${randomHex(24)}`;

/** The trace context of an invocation, which is in its context from its start. */
const traceparentIn = (context: object): string => (context as { readonly traceparent: string }).traceparent;

/**
 * The Lambda handler behind a gateway or the buffer queue: SQS, S3 and a secret store as ports of `receive`. Its `readSecrets` reads
 * the secrets of all sources before the first event.
 * @param settings of the SDK clients; tests pass another network
 */
export function receiveHandler(
  bridge: Bridge,
  environment: Environment,
  settings: ClientSettings = clientSettings,
) {
  const now = (): number => Date.now();
  const observer = lineObserver("receive", bridge.sources, environment, now);
  // The API has answered these senders before: no vendor waits, and no share of its time limit is used.
  const ofBuffer = lineObserver("receive", new Map(), environment, now);
  const doubts = secretDoubts(bridge.sources, observer.doubted);
  const vault = secretVault(environment, settings);
  const secrets = cachedSecrets(vault, now, doubts);
  const queues = { plain: environment.queueUrl, ordered: environment.orderedQueueUrl };
  const ports = {
    secrets,
    queue: sqsQueue(new SQSClient(settings), queues, s3Claims(environment.bucket, settings)),
    fetcher: httpsFetcher(now),
    now,
    newDeliveryId: () => `dlv_${crypto.randomUUID()}`,
    urlPrefixes: ownPrefixes(environment),
  };
  const reportFor =
    (context: Context): ReceivePorts["report"] =>
    (report) => {
      const { deliveryId } = report;
      const { awsRequestId: requestId } = context;
      const ids = deliveryId ? { id: deliveryId } : { id: newRequestId(), requestId };
      observer.received({ ...report, ...ids, traceparent: traceparentIn(context) });
    };
  const answer = middy<GatewayEvent>()
    .use(gateway(environment.publicUrl, reportFor))
    .handler((_event, context) => {
      const { sourceName, request } = incomingOf(context);
      const traceparent = traceparentIn(context);
      return receive(bridge.sources, sourceName, request, {
        ...ports,
        traceparent,
        report: reportFor(context),
      });
    });
  const verify = middy<SQSEvent>()
    .use(partialBatch())
    .handler((event, context) => {
      const traceparent = traceparentIn(context);
      const report: ReceivePorts["report"] = (told) => ofBuffer.received({ ...told, traceparent });
      return takeBuffered(event, bridge.sources, environment.publicUrl, { ...ports, traceparent, report });
    });
  const handle = (event: GatewayEvent | SQSEvent, context: Context) => {
    Object.assign(context, { traceparent: traceparentOf(lambdaTrace(), randomHex) });
    return "Records" in event ? verify(event, context) : answer(event, context);
  };
  const early = { vault, cache: secrets, onFailure: observer.unreadEarly };
  return Object.assign(handle, { readSecrets: () => readEarly(bridge.sources, early) });
}
