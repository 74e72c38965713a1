import { eventBridgeBus } from "../aws/buses/eventbridge.ts";
import { sqsParking, sqsQueue, sqsReader } from "../aws/queue/sqs.ts";
import { cachedSecrets } from "../aws/secrets/secret-cache.ts";
import { ssmVault } from "../aws/secrets/ssm.ts";
import { dynamoLedger } from "../aws/stores/dynamodb.ts";
import { defineBridge } from "../config/define-bridge.ts";
import { signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import { hmac } from "../providers/custom.ts";
import { publish } from "../publish/publish.ts";
import { receive } from "../receive/receive.ts";
import { sign } from "../signing/sign.ts";
import { type CountingClients, countingClients } from "./counting-clients.ts";
import { jsonBody } from "./json-body.ts";

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

const secret = "an-everyday-signing-secret";

/** A vendor as most are: an HMAC over a timestamp and the body, ids and times in the body, an origin by account. */
const provider = hmac({
  id: "vendor",
  header: "vendor-signature",
  timestamp: "header:vendor-timestamp",
  event: {
    source: "com.vendor",
    id: "body:/id",
    time: "body:/created",
    subject: "body:/data/object/id",
    words: { "invoice.*": "invoice" },
    origin: "text:https://api.vendor.example/v1/accounts/{body:/account}",
  },
});

const { sources, buses } = defineBridge({
  buses: { main: {} },
  sources: { vendor: { provider, bus: "main" } },
});

/** A webhook of so many bytes, with an id of its own: else all but one were duplicates. */
async function signedWebhook(bytes: number, index: number): Promise<WebhookRequest> {
  const draft: WebhookRequest = {
    method: "POST",
    url: "https://hooks.example.com/hooks/vendor",
    query: "",
    headers: new Map([["content-type", "application/json"]]),
    body: jsonBody(bytes, { id: `evt_${String(index).padStart(16, "0")}` }),
  };
  const [signature] = signaturesOf(provider);
  const request = signature && (await sign(signature, draft, secret, Date.now()));
  if (!request) throw new Error("The webhook can't be signed.");
  return request;
}

/** A store of claim checks that counts. */
function countingClaims(count: CountingClients["count"]) {
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  return {
    bytes: () => bytes,
    async keep(name: string, content: Uint8Array) {
      count("PutObject");
      bytes += content.length;
      kept.set(name, content);
      return name;
    },
    async fetch(name: string) {
      count("GetObject");
      return kept.get(name) ?? new Uint8Array();
    },
  };
}

type Claims = ReturnType<typeof countingClaims>;

async function receiveAll(webhooks: number, bytes: number, clients: CountingClients, claims: Claims) {
  const ports = {
    secrets: cachedSecrets(ssmVault(clients.ssm, "/cost", undefined), Date.now),
    queue: sqsQueue(clients.sqs, { plain: "queue", ordered: undefined }, claims),
    fetcher: { text: async () => "", confirm: async () => false },
    now: Date.now,
    newDeliveryId: () => `dlv_${crypto.randomUUID()}`,
    report: () => {},
  };
  for (let index = 0; index < webhooks; index++) {
    const answer = await receive(sources, "vendor", await signedWebhook(bytes, index), ports);
    if (answer.status !== 200) throw new Error(`receive answers ${answer.status}.`);
  }
}

async function publishAll(
  messages: readonly string[],
  batchSize: number,
  clients: CountingClients,
  claims: Claims,
) {
  const ports = {
    reader: sqsReader(claims),
    ledger: dynamoLedger(clients.dynamodb, "ledger", Date.now),
    bus: eventBridgeBus(clients.eventbridge, (name) => `cost-${name}`),
    claims,
    parking: sqsParking(clients.sqs, { plain: "dead-letters", ordered: undefined }),
    now: Date.now,
    isLate: () => false,
    report: () => {},
  };
  for (let from = 0; from < messages.length; from += batchSize) {
    const batch = messages.slice(from, from + batchSize);
    const records = batch.map((body, index) => ({ messageId: `m${from + index}`, body }));
    const left = await publish(records, { sources, buses: new Set(buses.keys()) }, ports);
    if (left.length > 0) throw new Error(`${left.length} messages were not published.`);
  }
}

/** Runs webhooks through the real pipeline and the real adapters; in the place of the network stands a counter. */
export async function countCalls(webhooks: number, bytes: number, batchSize: number): Promise<Counts> {
  const clients = countingClients(secret);
  const { asked } = clients;
  const claims = countingClaims(clients.count);
  await receiveAll(webhooks, bytes, clients, claims);
  const messages = [...asked.messages];
  await publishAll(messages, batchSize, clients, claims);
  return {
    webhooks,
    calls: asked.calls,
    ledgerWrites: asked.ledgerWrites,
    ledgerWriteCalls: asked.calls.BatchWriteItem ?? 0,
    ledgerReads: asked.ledgerReads,
    bytes: {
      message: messages.reduce((sum, text) => sum + text.length, 0) / webhooks,
      detail: asked.detailBytes / webhooks,
      claims: claims.bytes() / webhooks,
    },
    published: asked.published,
  };
}
