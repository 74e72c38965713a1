import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import middy from "@middy/core";
import type { Context, SQSEvent } from "aws-lambda";
import type { Bridge } from "../config/define-bridge.ts";
import type { Environment } from "../config/environment.ts";
import { lambdaTrace } from "../config/lambda-trace.ts";
import { traceparentOf } from "../core/traceparent.ts";
import type { ReceivePorts } from "../receive/ports.ts";
import { receive } from "../receive/receive.ts";
import { type ClientSettings, clientSettings } from "./client-settings.ts";
import { httpsFetcher } from "./fetcher.ts";
import { takeBuffered } from "./gateway/buffer.ts";
import type { GatewayEvent } from "./gateway/gateway.ts";
import { gateway, incomingOf, partialBatch } from "./middleware.ts";
import { lineObserver } from "./observe.ts";
import { s3Claims } from "./s3.ts";
import { cachedSecrets, type SecretVault } from "./secrets/secret-cache.ts";
import { secretDoubts } from "./secrets/secret-doubts.ts";
import { secretsManagerVault } from "./secrets/secrets-manager.ts";
import { ssmVault } from "./secrets/ssm.ts";
import { sqsQueue } from "./sqs.ts";

/** The secret store that the stack names. */
function vaultOf(
  { secretStore, parameterPrefix, secretKey }: Environment,
  settings: ClientSettings,
): SecretVault {
  return secretStore === "ssm"
    ? ssmVault(new SSMClient(settings), parameterPrefix, secretKey)
    : secretsManagerVault(new SecretsManagerClient(settings), parameterPrefix, secretKey);
}

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
 * The Lambda handler behind a gateway or the buffer queue: SQS, S3 and a secret store as ports of `receive`.
 * @param settings of the SDK clients; tests pass another network
 */
export function receiveHandler(
  bridge: Bridge,
  environment: Environment,
  settings: ClientSettings = clientSettings,
) {
  const now = (): number => Date.now();
  const observer = lineObserver("receive", bridge.sources, environment, now);
  const doubts = secretDoubts(bridge.sources, observer.doubted);
  const queues = { plain: environment.queueUrl, ordered: environment.orderedQueueUrl };
  const ports = {
    secrets: cachedSecrets(vaultOf(environment, settings), now, doubts),
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
      const report: ReceivePorts["report"] = (told) => observer.received({ ...told, traceparent });
      return takeBuffered(event, bridge.sources, environment.publicUrl, { ...ports, traceparent, report });
    });
  return (event: GatewayEvent | SQSEvent, context: Context) => {
    Object.assign(context, { traceparent: traceparentOf(lambdaTrace(), randomHex) });
    return "Records" in event ? verify(event, context) : answer(event, context);
  };
}
