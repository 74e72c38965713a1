/** A new EventBridge with the bus "shop" for each test of the file that imports this. Its queues keep their messages. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach } from "vitest";
import { type EventBridgeServer, startEventBridge } from "../../../../src/local/aws/eventbridge/server.ts";

export const region = "eu-central-1";
export const account = "000000000000";
export const credentials = { accessKeyId: "local", secretAccessKey: "local" };
export const queue = `arn:aws:sqs:${region}:${account}:orders`;
const startMs = Date.parse("2026-03-04T05:06:07.891Z");
let passedMs = 0;
export const now = () => new Date(startMs + passedMs);

/** Lets the service's clock go on. Its timers are not affected. */
export function passTime(seconds: number): void {
  passedMs += seconds * 1000;
}

export interface Message {
  readonly arn: string;
  readonly body: string;
  readonly group: string | undefined;
  /** Undefined for a message without attributes. */
  readonly attributes: Readonly<Record<string, string>> | undefined;
}

export let directory: string;
export let server: EventBridgeServer;
export let client: EventBridgeClient;
export let messages: Message[];
let broken: Error | undefined;

/** Makes every delivery to `queue` fail, with this error if there is one, or succeed again. */
export function breakQueue(fails: boolean | Error): void {
  broken = fails === true ? new Error("the queue is down") : fails || undefined;
}

export async function start(): Promise<void> {
  server = await startEventBridge({
    host: "127.0.0.1",
    port: 0,
    databaseFile: join(directory, "events.db"),
    now,
    region,
    account,
    sendToQueue: async (arn, body, group, attributes) => {
      if (broken && arn === queue) throw broken;
      messages.push({ arn, body, group, attributes });
    },
  });
  client = new EventBridgeClient({ endpoint: server.url, region, credentials });
}

export async function stop(): Promise<void> {
  client.destroy();
  await server.close();
}

export function put(...Entries: PutEventsRequestEntry[]) {
  return client.send(new PutEventsCommand({ Entries }));
}

export const entry = {
  EventBusName: "shop",
  Source: "com.acme",
  DetailType: "invoice.paid",
  Detail: '{"total":12}',
};

export async function route(target: object, pattern: object = { source: ["com.acme"] }): Promise<void> {
  const rule = { Name: "paid", EventBusName: "shop", EventPattern: JSON.stringify(pattern) };
  await client.send(new PutRuleCommand(rule));
  const Targets = [{ Id: "queue", Arn: queue, ...target }];
  await client.send(new PutTargetsCommand({ Rule: "paid", EventBusName: "shop", Targets }));
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "eventbridge-"));
  messages = [];
  broken = undefined;
  passedMs = 0;
  await start();
  await client.send(new CreateEventBusCommand({ Name: "shop" }));
});

afterEach(async () => {
  await stop();
  rmSync(directory, { recursive: true });
});
