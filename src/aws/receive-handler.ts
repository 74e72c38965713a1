import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import middy from "@middy/core";
import type { Bridge } from "../config/define-bridge.ts";
import type { Environment } from "../config/environment.ts";
import { receive } from "../pipeline/receive.ts";
import { type ClientSettings, clientSettings } from "./client-settings.ts";
import { httpsFetcher } from "./fetcher.ts";
import type { GatewayEvent } from "./gateway.ts";
import { gateway, incomingOf } from "./middleware.ts";
import { powertools } from "./observe.ts";
import { s3Claims } from "./s3.ts";
import { cachedSecrets, type SecretVault } from "./secret-cache.ts";
import { secretsManagerVault } from "./secrets-manager.ts";
import { sqsQueue } from "./sqs.ts";
import { ssmVault } from "./ssm.ts";

/** The store that the stack names. */
function vaultOf(
  { secretStore, parameterPrefix, secretKey }: Environment,
  settings: ClientSettings,
): SecretVault {
  return secretStore === "ssm"
    ? ssmVault(new SSMClient(settings), parameterPrefix, secretKey)
    : secretsManagerVault(new SecretsManagerClient(settings), parameterPrefix, secretKey);
}

/**
 * The Lambda handler behind API Gateway: SQS, S3 and a secret store as the ports of `receive`.
 * @param settings of the SDK clients; tests put another network in their place
 */
export function receiveHandler(
  bridge: Bridge,
  environment: Environment,
  settings: ClientSettings = clientSettings,
) {
  const now = (): number => Date.now();
  const observer = powertools("receive", bridge.sources);
  const queues = { plain: environment.queueUrl, ordered: environment.orderedQueueUrl };
  const ports = {
    secrets: cachedSecrets(vaultOf(environment, settings), now),
    queue: sqsQueue(new SQSClient(settings), queues, s3Claims(environment.bucket, settings)),
    fetcher: httpsFetcher(now),
    now,
    newDeliveryId: () => `dlv_${crypto.randomUUID()}`,
    report: observer.received,
  };
  return middy<GatewayEvent>()
    .use(gateway(environment.publicUrl))
    .handler((_event, context) => {
      const { sourceName, request } = incomingOf(context);
      return receive(bridge.sources, sourceName, request, ports);
    });
}
