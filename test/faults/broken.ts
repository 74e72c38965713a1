/** Bridges that are broken on purpose, each in one way that the checker must see. */
import type { ClientSettings } from "../../src/aws/client-settings.ts";
import { publishHandler } from "../../src/aws/handlers/publish-handler.ts";
import { receiveHandler } from "../../src/aws/handlers/receive-handler.ts";
import type { Bridge } from "../../src/config/define-bridge.ts";
import { changedBridge, changedBufferedBridge, environment } from "./bridge.ts";
import { places } from "./cloud.ts";
import type { Plan } from "./simulation.ts";
import { vendors } from "./vendors.ts";

interface Exchange {
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

type Handle = (request: Exchange) => Promise<{ readonly response: object }>;

const textOf = ({ body }: Exchange): string =>
  typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();

const answer = (value: object): { readonly response: object } => ({
  response: { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify(value)) },
});

/** Client settings whose network is changed for one operation. */
function rewired(
  settings: ClientSettings,
  operation: string,
  change: (handle: Handle, request: Exchange) => ReturnType<Handle>,
): ClientSettings {
  const network = settings.requestHandler as unknown as { handle: Handle };
  const handle: Handle = (request) =>
    request.headers["x-amz-target"]?.endsWith(`.${operation}`)
      ? change(network.handle, request)
      : network.handle(request);
  return { ...settings, requestHandler: { ...network, handle } as never };
}

type Broken = Partial<Omit<Plan, "seed">> & {
  /** What the checker must say. */
  readonly said: RegExp;
};

const publishWith = (
  operation: string,
  change: (handle: Handle, request: Exchange) => ReturnType<Handle>,
): Plan["publish"] => {
  return (settings, bridge) => publishHandler(bridge, environment, rewired(settings, operation, change));
};

const asked = (request: Exchange): readonly { key: { S: string } }[] =>
  (JSON.parse(textOf(request)) as { RequestItems: Record<string, { Keys: { key: { S: string } }[] }> })
    .RequestItems[places.table]?.Keys ?? [];

async function recordFirst(handle: Handle, request: Exchange): ReturnType<Handle> {
  const found = await handle(request);
  const puts = asked(request).map(({ key }) => ({
    PutRequest: { Item: { key, expires: { N: "9999999999" } } },
  }));
  const headers = { ...request.headers, "x-amz-target": "DynamoDB_20120810.BatchWriteItem" };
  await handle({ headers, body: JSON.stringify({ RequestItems: { [places.table]: puts } }) });
  return found;
}

type Invoke = (event: never, context: never) => Promise<object>;

interface Records {
  readonly Records: readonly { readonly body: string; readonly eventSourceARN: string }[];
}

/** A `publish` that is handed other messages than those in the queue. */
const publishOther = (change: (records: Records["Records"], bridge: Bridge) => Records["Records"]) => {
  const make: Plan["publish"] = (settings, bridge) => {
    const handler = publishHandler(bridge, environment, settings) as Invoke;
    return ({ Records }: Records, context) => handler({ Records: change(Records, bridge) } as never, context);
  };
  return make;
};

/** By name: what is broken. */
export const broken: Readonly<Record<string, Broken>> = {
  "acknowledged before it is durable": {
    receive: (settings, bridge) => {
      const handler = receiveHandler(bridge, environment, settings) as Invoke;
      return (event, context) => {
        void handler(event, context).catch(() => {});
        return { statusCode: 200, headers: { "x-hookbridge-delivery": "dlv_none" }, body: "" };
      };
    },
    faults: ["sqs 5xx"],
    said: /^lost|before it was durable/,
  },
  "recorded before it is put": {
    publish: publishWith("BatchGetItem", recordFirst),
    faults: ["events throttled"],
    said: /^lost|neither published nor parked/,
  },
  "partial failures are not reported": {
    publish: (settings, bridge) => {
      const handler = publishHandler(bridge, environment, settings) as Invoke;
      return async (event, context) => {
        await handler(event, context);
        return { batchItemFailures: [] };
      };
    },
    faults: ["events refused in part"],
    said: /^lost|neither published nor parked/,
  },
  "an event that is too large counts as a bad one": {
    publish: publishWith("PutEvents", async (handle, request) => {
      const { response } = await handle(request);
      const { statusCode } = response as { readonly statusCode: number };
      const body = Buffer.from(JSON.stringify({ __type: "ValidationException", message: "not valid" }));
      return { response: statusCode === 400 ? { ...response, body } : response };
    }),
    faults: ["events take less than is documented"],
    said: /^size: a message was parked/,
  },
  "time is never up": {
    publish: (settings, bridge) => {
      const handler = publishHandler(bridge, environment, settings) as Invoke;
      return (event, context: object) =>
        handler(event, { ...context, getRemainingTimeInMillis: () => 60_000 } as never);
    },
    faults: ["events hang"],
    // Enough for one of more events than can be put in time.
    deliveries: 600,
    said: /^a function timed out/,
  },
  "the ledger is not asked": {
    publish: publishWith("BatchGetItem", async () => answer({ Responses: {}, UnprocessedKeys: {} })),
    faults: ["answer lost"],
    said: /no key in common|without asking/,
  },
  "the ledger is not written": {
    publish: publishWith("BatchWriteItem", async () => answer({ UnprocessedItems: {} })),
    faults: ["answer lost"],
    said: /never recorded/,
  },
  "every attempt has another id": {
    publish: publishWith("PutEvents", (handle, request) => {
      const id = crypto.randomUUID();
      return handle({
        ...request,
        body: textOf(request).replaceAll(/(\\"id\\":\\")([^\\]+)(\\",\\"type\\":\\"com)/g, `$1${id}$3`),
      });
    }),
    faults: ["events reset after acceptance", "kill after events.PutEvents"],
    said: /^ids/,
  },
  "an attacker's secret is good": {
    sabotage: ({ parameters }) => {
      for (const { source, secret } of vendors)
        parameters.set(
          `${places.parameterPrefix}/${source}`,
          JSON.stringify([secret(0), source === "sendgrid" ? secret(2) : "whsec_YXR0YWNrZXItYXR0YWNrZXI="]),
        );
    },
    faults: ["answer lost"],
    said: /^forged|was answered 200/,
  },
  "a secret is logged": {
    receive: (settings, bridge) => {
      process.stderr.write(`cold start with ${vendors[0]?.secret(0)}\n`);
      return receiveHandler(bridge, environment, settings);
    },
    said: /^leak: a secret is in the log/,
  },
  "a group goes on past a failure": {
    publish: publishOther((records) =>
      records.map((record) => ({ ...record, eventSourceARN: record.eventSourceARN.replace(".fifo", "") })),
    ),
    faults: ["events refused in part"],
    deliveries: 150,
    said: /^order: a message .* was done with/,
  },
  "groups are chosen by chance": {
    receive: (settings, bridge) => {
      const send = (handle: Handle, request: Exchange): ReturnType<Handle> => {
        const MessageGroupId = crypto.randomUUID();
        return handle({
          ...request,
          body: JSON.stringify({ ...JSON.parse(textOf(request)), MessageGroupId }),
        });
      };
      return receiveHandler(bridge, environment, rewired(settings, "SendMessage", send));
    },
    faults: ["events throttled"],
    deliveries: 100,
    said: /^order: .* came on the bus before/,
  },
  "what waits in the buffer is tried once": {
    door: "buffer",
    receive: (settings, bridge) => {
      const handler = receiveHandler(bridge, environment, settings) as Invoke;
      return async (event, context) => {
        await handler(event, context);
        return { batchItemFailures: [] };
      };
    },
    faults: ["secret store down"],
    said: /^lost/,
  },
  "a source that is gone takes its deliveries along": {
    publish: publishOther((records, { sources }) =>
      records.filter(({ body }) => sources.has(/"source":"([^"]*)"/.exec(body)?.[1] ?? "")),
    ),
    faults: ["deployments", "events throttled"],
    deliveries: 150,
    said: /neither published nor parked/,
  },
  "a proof is made anew of what is deployed": {
    publish: publishOther((records, deployed) => {
      const isOther = deployed === changedBridge || deployed === changedBufferedBridge;
      const anew = (body: string): string => body.replace('"before":"', '"before":"other ');
      return isOther ? records.map((record) => ({ ...record, body: anew(record.body) })) : records;
    }),
    faults: ["deployments", "answer lost", "events hang", "redrive storm"],
    deliveries: 150,
    said: /no key in common/,
  },
  "a fault of ours is a 400": {
    receive: (settings, bridge) => {
      const handler = receiveHandler(bridge, environment, settings) as Invoke;
      return async (event, context) => {
        const result = (await handler(event, context)) as { readonly statusCode: number };
        return result.statusCode === 503 ? { ...result, statusCode: 400 } : result;
      };
    },
    faults: ["sqs 5xx", "sqs throttled"],
    said: /^refused/,
  },
};
