import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Endpoints } from "./clients.ts";
import { startDynalite } from "./dynalite.ts";
import { type EventBridgeServer, startEventBridge } from "./eventbridge/server.ts";
import type { SendToQueue } from "./eventbridge/targets/deliveries.ts";
import { startFauxqs } from "./fauxqs.ts";
import { startSsm } from "./ssm/server.ts";

/** Account id in the ARNs of the local AWS. */
export const localAccount = "000000000000";

/** AWS on this machine. */
export interface LocalAws {
  readonly endpoints: Endpoints;
  readonly eventBridge: EventBridgeServer;
  close(): Promise<void>;
}

/** Sends what rules deliver to SQS targets. */
function queueSender(
  sqsUrl: string,
  region: string,
): { readonly send: SendToQueue; readonly close: () => void } {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new SQSClient({ endpoint: sqsUrl, region, credentials });
  return {
    async send(queueArn, MessageBody, MessageGroupId, attributes = {}) {
      const QueueUrl = `${sqsUrl}/${localAccount}/${queueArn.split(":").at(-1)}`;
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      );
      await client.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody,
          MessageAttributes,
          ...(MessageGroupId && { MessageGroupId }),
        }),
      );
    },
    close: () => client.destroy(),
  };
}

/** Starts every service on a free port of 127.0.0.1, with its state under `directory`. */
export async function startLocalAws(directory: string, region: string, now: () => number): Promise<LocalAws> {
  const address = { host: "127.0.0.1", port: 0 } as const;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const fauxqs = await startFauxqs(join(directory, "sqs-s3"), region);
  const sender = queueSender(fauxqs.url, region);
  const [dynalite, eventBridge, ssm] = await Promise.all([
    startDynalite(join(directory, "dynamodb")),
    startEventBridge({
      ...address,
      databaseFile: join(directory, "eventbridge.db"),
      now,
      region,
      account: localAccount,
      sendToQueue: sender.send,
    }),
    startSsm({ ...address, file: join(directory, "ssm.json"), now }),
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
