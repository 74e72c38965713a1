import { publishHandler } from "../../src/aws/handlers/publish-handler.ts";
import { receiveHandler } from "../../src/aws/handlers/receive-handler.ts";
import { type Bridge, defineBridge, type SourceConfig } from "../../src/config/define-bridge.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { type Cloud, type Invocation, type Pair, places } from "../faults/cloud.ts";
import { emptyCloud } from "../faults/new-cloud.ts";
import { type Message, newMessage, type Queue } from "../faults/queue.ts";
import { services } from "../faults/services.ts";

/** What the gateway got back. */
export interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The real handlers with everything outside of them in memory, and everything that leaves them kept. */
export interface Arena {
  readonly cloud: Cloud;
  /** Starts `receive` as Lambda does, before its first event. It is no must. */
  start(): Promise<void>;
  send(request: WebhookRequest): Promise<GatewayAnswer>;
  /** Hands a gateway's event over as it is. */
  invoke(event: object): Promise<GatewayAnswer>;
  /** Publishes what is in the queue. @returns ids of the messages that failed */
  drain(): Promise<readonly string[]>;
  /** Everything that was logged, kept, queued or published, as text. */
  sinks(): ReadonlyMap<string, string>;
}

function simpleQueue(): Queue {
  const all = new Map<string, Message>();
  return {
    all,
    visible: 0,
    onVisible: () => {},
    send(body, sending = {}) {
      const message = { ...newMessage(body, sending, 0), id: `m-${all.size}`, receives: 1 };
      all.set(message.id, message);
    },
    receive: () => [...all.values()],
    duplicate: () => {},
    remove: (id) => void all.delete(id),
  };
}

/** Runs something and keeps what it prints. */
async function listening<T>(log: string[], run: () => Promise<T>): Promise<T> {
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of streams) stream.write = (text: string | Uint8Array) => log.push(String(text)) > 0;
  try {
    return await run();
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
}

/** An HTTP API's event; headers are as the gateway hands them over, the body is base64. */
export function gatewayEvent({ method, url, headers, body }: WebhookRequest): object {
  const { host, pathname, search } = new URL(url);
  return {
    version: "2.0",
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: Object.fromEntries(headers),
    requestContext: { domainName: host, http: { method } },
    body: Buffer.from(body).toString("base64"),
    isBase64Encoded: true,
  };
}

function textsOf(messages: Iterable<Message>): string {
  return Array.from(messages, ({ body, attributes }) => {
    const carried = /"body":"([^"]*)"/.exec(body)?.[1] ?? "";
    return `${body}\n${JSON.stringify(attributes)}\n${Buffer.from(carried, "base64").toString()}`;
  }).join("\n");
}

/** A source of the arena, and what is in its parameter (undefined: there is none). */
type GivenSource = Omit<SourceConfig<"main">, "bus"> & { readonly secrets: string | undefined };

/** @param given sources by name */
export function makeArena(given: Readonly<Record<string, GivenSource>>): Arena {
  process.env.AWS_REGION = "us-east-1";
  process.env.AWS_ACCESS_KEY_ID = "none";
  process.env.AWS_SECRET_ACCESS_KEY = "none";
  const log: string[] = [];
  const pair = (): Pair => ({ queue: simpleQueue(), deadLetters: simpleQueue() });
  const pairs = { plain: pair(), ordered: pair(), buffer: pair() };
  const cloud = emptyCloud({ now: () => Date.now() } as Cloud["time"], pairs);
  const sources: Record<string, SourceConfig<"main">> = {};
  for (const [name, { secrets, ...source }] of Object.entries(given)) {
    sources[name] = { ...source, bus: "main" };
    if (secrets !== undefined) cloud.parameters.set(`${places.parameterPrefix}/${name}`, secrets);
  }
  const bridge: Bridge = defineBridge({ buses: { main: {} }, sources });
  const by: Invocation = {
    id: 0,
    readAt: new Map(),
    accepted: [],
    writeFailed: false,
    dead: false,
    frozen: false,
    ended: false,
  };
  const handle = async (request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: Uint8Array;
  }) => {
    const [, prefix = "", operation = ""] =
      /^(\w+?)(?:_\d+)?\.(\w+)$/.exec(request.headers["x-amz-target"] ?? "") ?? [];
    const names: Record<string, string> = {
      AmazonSQS: "sqs",
      AWSEvents: "events",
      DynamoDB: "dynamodb",
      AmazonSSM: "ssm",
    };
    const name = operation ? `${names[prefix]}.${operation}` : `s3.${request.method}`;
    const bytes = request.body
      ? Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength)
      : Buffer.alloc(0);
    const input = operation ? JSON.parse(bytes.toString()) : {};
    const reply = services.get(name)?.(
      cloud,
      { name, input, path: request.path, bytes, by },
      () => undefined,
    );
    if (!reply) throw new Error(`no service for ${name}`);
    const { Readable } = await import("node:stream");
    const body = Buffer.from(reply.body as string);
    return {
      response: {
        statusCode: reply.status,
        headers: {},
        body: name === "s3.GET" ? Readable.from([body]) : body,
      },
    };
  };
  const settings = {
    requestHandler: { handle, destroy: () => {}, metadata: { handlerProtocol: "http/1.1" } } as never,
  };
  const environment = {
    ...places,
    stage: "test",
    secretStore: "ssm",
    secretKey: undefined,
    publicUrl: undefined,
  } as const;
  const receive = receiveHandler(bridge, environment, settings);
  const publish = publishHandler(bridge, environment, settings) as (
    event: never,
    context: never,
  ) => Promise<unknown>;
  const invoke = (event: object): Promise<GatewayAnswer> =>
    listening(log, () => receive(event as never, {} as never)) as Promise<GatewayAnswer>;
  return {
    cloud,
    start: () => listening(log, receive.readSecrets),
    invoke,
    send: (request) => invoke(gatewayEvent(request)),
    async drain() {
      const Records = [...cloud.pairs.plain.queue.all.values()].map(({ id, body }) => ({
        messageId: id,
        body,
      }));
      if (Records.length === 0) return [];
      const result = await listening(log, () =>
        publish({ Records } as never, { getRemainingTimeInMillis: () => 60_000 } as never),
      );
      const failed = (result as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures;
      return failed.map(({ itemIdentifier }) => itemIdentifier);
    },
    sinks: () =>
      new Map([
        ["log", log.join("")],
        ["queue", textsOf(cloud.pairs.plain.queue.all.values())],
        ["dead letters", textsOf(cloud.pairs.plain.deadLetters.all.values())],
        ["bus", cloud.bus.map((entry) => `${entry.source} ${entry.detailType} ${entry.detail}`).join("\n")],
        ["bucket", Array.from(cloud.objects.values(), (bytes) => Buffer.from(bytes).toString()).join("\n")],
        ["table", [...cloud.table.keys()].join("\n")],
      ]),
  };
}

/** A text in every writing in which it could slip out. */
export function writingsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    bytes.toString("hex"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
  ];
}
