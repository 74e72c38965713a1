import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SSMClient } from "@aws-sdk/client-ssm";
import { dynamoLedger } from "../src/aws/dynamodb.ts";
import { eventBridgeBus } from "../src/aws/eventbridge.ts";
import { cachedSecrets } from "../src/aws/secrets/secret-cache.ts";
import { ssmVault } from "../src/aws/secrets/ssm.ts";
import { sqsParking, sqsQueue, sqsReader } from "../src/aws/sqs.ts";
import { publish } from "../src/publish/publish.ts";
import { receive } from "../src/receive/receive.ts";
import { bridge, subjectOf } from "./micro/bridge.ts";

/** The AWS calls that a number of webhooks makes, counted where the SDK's clients are called. */
export interface Counts {
  readonly webhooks: number;
  /** Calls by the command's name. */
  readonly calls: Readonly<Record<string, number>>;
  /** Items that were written into the ledger, and in how many calls. */
  readonly ledgerWrites: number;
  readonly ledgerWriteCalls: number;
  readonly ledgerReads: number;
  /** Bytes of one message in the queue, of one entry's detail, and of the claim checks of one webhook. */
  readonly bytes: { readonly message: number; readonly detail: number; readonly claims: number };
  readonly published: number;
}

interface Command {
  readonly input: {
    readonly MessageBody?: string;
    readonly Entries?: readonly { readonly Detail: string }[];
    readonly RequestItems?: Readonly<
      Record<string, readonly unknown[] | { readonly Keys: readonly unknown[] }>
    >;
  };
}

/** Runs webhooks through the real pipeline and the real adapters; in the place of the network stands a counter. */
export async function countCalls(webhooks: number, bytes: number, batchSize: number): Promise<Counts> {
  const calls: Record<string, number> = {};
  const messages: string[] = [];
  const sums = { writes: 0, reads: 0, detail: 0, claims: 0, published: 0 };
  const subject = subjectOf("stripe");
  const tally = (name: string): void => {
    calls[name] = (calls[name] ?? 0) + 1;
  };
  const client = {
    async send(command: Command) {
      const name = command.constructor.name.replace(/Command$/, "");
      tally(name);
      const { MessageBody, Entries, RequestItems } = command.input;
      if (name === "GetParameter") return { Parameter: { Value: JSON.stringify([subject.secret]) } };
      if (MessageBody !== undefined) messages.push(MessageBody);
      for (const { Detail } of Entries ?? []) sums.detail += Buffer.byteLength(Detail);
      for (const items of Object.values(RequestItems ?? {})) {
        if ("Keys" in items) sums.reads += items.Keys.length;
        else sums.writes += items.length;
      }
      sums.published += Entries?.length ?? 0;
      return { Entries: Entries?.map((_, index) => ({ EventId: String(index) })), Responses: {} };
    },
  };
  const kept = new Map<string, Uint8Array>();
  const claims = {
    async keep(name: string, content: Uint8Array) {
      tally("PutObject");
      sums.claims += content.length;
      kept.set(name, content);
      return name;
    },
    async fetch(name: string) {
      tally("GetObject");
      return kept.get(name) ?? new Uint8Array();
    },
  };
  const secrets = cachedSecrets(ssmVault(client as unknown as SSMClient, "/bench", undefined), Date.now);
  const ports = {
    secrets,
    queue: sqsQueue(client as unknown as SQSClient, { plain: "queue", ordered: undefined }, claims),
    fetcher: { text: async () => "", confirm: async () => false },
    now: Date.now,
    newDeliveryId: () => `dlv_${crypto.randomUUID()}`,
    report: () => {},
  };
  for (let index = 0; index < webhooks; index++) {
    const request = await subject.request(bytes, true, Date.now());
    // An id of its own for each, of the same length: else all but one were duplicates.
    const body = Buffer.from(
      Buffer.from(request.body)
        .toString()
        .replace("evt_1PqR5sT7uV9wX2yZ", `evt_${String(index).padStart(16, "0")}`),
    );
    const again = await subject.resign(body, Date.now());
    const answer = await receive(bridge.sources, "stripe", again, ports);
    if (answer.status !== 200) throw new Error(`receive answers ${answer.status}.`);
  }
  const config = { sources: bridge.sources, buses: new Set(bridge.buses.keys()) };
  for (let from = 0; from < messages.length; from += batchSize) {
    const batch = messages.slice(from, from + batchSize);
    const left = await publish(
      batch.map((body, index) => ({ messageId: `m${from + index}`, body })),
      config,
      {
        reader: sqsReader(claims),
        ledger: dynamoLedger(client as unknown as DynamoDBClient, "ledger", Date.now),
        bus: eventBridgeBus(client as unknown as EventBridgeClient, (name) => `bench-${name}`),
        claims,
        parking: sqsParking(client as unknown as SQSClient, { plain: "dead-letters", ordered: undefined }),
        now: Date.now,
        isLate: () => false,
        report: () => {},
      },
    );
    if (left.length > 0) throw new Error(`${left.length} messages were not published.`);
  }
  const message = messages.reduce((sum, text) => sum + text.length, 0) / webhooks;
  return {
    webhooks,
    calls,
    ledgerWrites: sums.writes,
    ledgerWriteCalls: calls.BatchWriteItem ?? 0,
    ledgerReads: sums.reads,
    bytes: { message, detail: sums.detail / webhooks, claims: sums.claims / webhooks },
    published: sums.published,
  };
}
