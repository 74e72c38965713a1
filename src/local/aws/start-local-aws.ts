import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Cloud, Endpoints } from "./clients.ts";
import { startDynalite } from "./dynalite.ts";
import { type EventBridgeServer, startEventBridge } from "./eventbridge/server.ts";
import { startFauxqs } from "./fauxqs.ts";
import { keptPorts } from "./ports.ts";
import { askedQueueUrl, openQueueSender } from "./queue-sender.ts";
import { startSsm } from "./ssm/server.ts";

/** Account id in the ARNs of the local AWS. */
export const localAccount = "000000000000";

/** AWS on this machine. */
export interface LocalAws {
  readonly endpoints: Endpoints;
  /** Undefined where events go elsewhere. */
  readonly eventBridge: EventBridgeServer | undefined;
  /** Undefined where the queues are elsewhere. */
  readonly oldestSeconds: Cloud["oldestSeconds"];
  close(): Promise<void>;
}

/** Services that run elsewhere, and how to sign what is sent there. */
export interface OtherServices {
  readonly endpoints: Partial<Endpoints>;
  readonly credentials: Cloud["credentials"];
}

const noOthers: OtherServices = {
  endpoints: {},
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
};

/**
 * Starts every service that does not run elsewhere, on 127.0.0.1, with its state under `directory`: at the addresses of the run before
 * if these are free.
 */
export async function startLocalAws(
  directory: string,
  region: string,
  now: () => number,
  others: OtherServices = noOthers,
): Promise<LocalAws> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const kept = keptPorts(join(directory, "ports.json"));
  const { endpoints: there } = others;
  const at = async (name: string) => ({ host: "127.0.0.1", port: await kept.portOf(name) }) as const;
  const hasQueues = there.sqs === undefined || there.s3 === undefined;
  const fauxqs = hasQueues
    ? await startFauxqs(join(directory, "sqs-s3"), region, await kept.portOf("sqs-s3"))
    : undefined;
  const sqs = there.sqs ?? fauxqs?.url ?? "";
  const sender = openQueueSender({
    endpoint: sqs,
    region,
    credentials: others.credentials,
    urlOf: there.sqs ? askedQueueUrl : async (_client, name) => `${sqs}/${localAccount}/${name}`,
  });
  const [dynalite, eventBridge, ssm] = await Promise.all([
    there.dynamodb ? undefined : startDynalite(join(directory, "dynamodb"), await kept.portOf("dynamodb")),
    there.eventbridge
      ? undefined
      : startEventBridge({
          ...(await at("eventbridge")),
          databaseFile: join(directory, "eventbridge.db"),
          now,
          region,
          account: localAccount,
          sendToQueue: sender.send,
        }),
    there.ssm ? undefined : startSsm({ ...(await at("ssm")), file: join(directory, "ssm.json"), now }),
  ]);
  kept.keep({
    "sqs-s3": fauxqs?.url,
    dynamodb: dynalite?.url,
    eventbridge: eventBridge?.url,
    ssm: ssm?.url,
  });
  return {
    endpoints: {
      sqs,
      s3: there.s3 ?? fauxqs?.url ?? "",
      dynamodb: there.dynamodb ?? dynalite?.url ?? "",
      eventbridge: there.eventbridge ?? eventBridge?.url ?? "",
      ssm: there.ssm ?? ssm?.url ?? "",
    },
    eventBridge,
    oldestSeconds: there.sqs === undefined ? fauxqs?.oldestSeconds : undefined,
    async close() {
      await Promise.all([eventBridge?.close(), dynalite?.close(), ssm?.close()]);
      sender.close();
      await fauxqs?.close();
    },
  };
}
