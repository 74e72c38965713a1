import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Endpoints } from "./clients.ts";
import { startDynalite } from "./dynalite.ts";
import { type EventBridgeServer, startEventBridge } from "./eventbridge/server.ts";
import type { SendToQueue } from "./eventbridge/targets/deliveries.ts";
import { startFauxqs } from "./fauxqs.ts";
import { startSsm } from "./ssm/server.ts";

/** Account that the embedded servers write into ARNs. */
export const embeddedAccount = "000000000000";

/** AWS on this machine. */
export interface EmbeddedCloud {
  readonly endpoints: Endpoints;
  readonly eventBridge: EventBridgeServer;
  close(): Promise<void>;
}

/** Delivers what rules send to SQS targets. */
function queueSender(
  sqsUrl: string,
  region: string,
): { readonly send: SendToQueue; readonly close: () => void } {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new SQSClient({ endpoint: sqsUrl, region, credentials });
  return {
    async send(queueArn, MessageBody, MessageGroupId) {
      const QueueUrl = `${sqsUrl}/${embeddedAccount}/${queueArn.split(":").at(-1)}`;
      await client.send(
        new SendMessageCommand({ QueueUrl, MessageBody, ...(MessageGroupId && { MessageGroupId }) }),
      );
    },
    close: () => client.destroy(),
  };
}

/** Starts every service on a free port of 127.0.0.1, with its state under `directory`. */
export async function startEmbedded(
  directory: string,
  region: string,
  now: () => number,
): Promise<EmbeddedCloud> {
  const host = "127.0.0.1";
  const port = 0;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const fauxqs = await startFauxqs(join(directory, "sqs-s3"), region);
  const sender = queueSender(fauxqs.url, region);
  const databaseFile = join(directory, "eventbridge.db");
  const [dynalite, eventBridge, ssm] = await Promise.all([
    startDynalite(join(directory, "dynamodb")),
    startEventBridge({
      host,
      port,
      databaseFile,
      now,
      region,
      account: embeddedAccount,
      sendToQueue: sender.send,
    }),
    startSsm({ host, port, file: join(directory, "ssm.json"), now }),
  ]);
  return {
    endpoints: {
      sqs: fauxqs.url,
      s3: fauxqs.url,
      dynamodb: dynalite.url,
      eventbridge: eventBridge.url,
      ssm: ssm.url,
    },
    eventBridge,
    async close() {
      await Promise.all([eventBridge.close(), dynalite.close(), ssm.close()]);
      sender.close();
      await fauxqs.close();
    },
  };
}
