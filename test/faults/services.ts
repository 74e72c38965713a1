import { createHash } from "node:crypto";
import { type Accepted, type Cloud, type Invocation, places } from "./cloud.ts";
import { uniquesOf } from "./contents.ts";
import type { Queue } from "./queue.ts";

/** A request as the SDK put it on the wire, read. */
export interface Call {
  /** `sqs.SendMessage`, `s3.PUT`… */
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly by: Invocation;
  /** Bytes that a call to EventBridge must stay below while it takes less than is documented. */
  readonly limitBytes?: number;
}

/** What a service answers. */
export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array;
}

/** How a batch goes wrong in part: asked for each entry, key or item. */
export type Refuse = () => string | undefined;

const ok = (value: object): Reply => ({ status: 200, body: JSON.stringify(value) });

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Ledger keys that the event of an entry may have: by its id, or by what is signed, which is its id where the vendor gave
 * none; and with the vendor's delivery id, where that counts.
 */
function keysOf(data: string, id: string, bridgesource: string): readonly string[] {
  const digest = /^[0-9a-f]{64}$/.test(id) ? id : sha256(data);
  const byBody = `${bridgesource}#sha256:${digest}`;
  const byId = `${bridgesource}#id:${id}`;
  return [byId, `${byId}#${id}`, byBody, `${byBody}#${id}`];
}

function ofKey(map: ReadonlyMap<string, number>, key: string): readonly [string, number][] {
  const found = map.get(key);
  return found === undefined ? [] : [[key, found]];
}

function accept(cloud: Cloud, by: Invocation, entry: Record<string, unknown>): void {
  const detail = String(entry.Detail);
  const { id, bridgesource, dataref } = JSON.parse(detail) as Record<
    "id" | "bridgesource" | "dataref",
    string
  >;
  const kept = dataref && Buffer.from(cloud.objects.get(dataref.replace("s3://", "/")) ?? "").toString();
  const data = kept || detail.slice(detail.indexOf(',"data":') + 8, -1);
  const keys = keysOf(data, id, bridgesource);
  const accepted: Accepted = {
    bus: String(entry.EventBusName),
    source: String(entry.Source),
    detailType: String(entry.DetailType),
    detail,
    id,
    bridgesource,
    unique: /"unique":"([^"]+)"/.exec(data)?.[1],
    at: cloud.time.now(),
    by,
    readAt: new Map(keys.flatMap((key) => ofKey(by.readAt, key))),
  };
  cloud.bus.push(accepted);
  by.accepted.push(accepted);
  for (const key of keys) cloud.byKey.set(key, [...(cloud.byKey.get(key) ?? []), accepted]);
  const { unique } = accepted;
  if (unique !== undefined) cloud.byUnique.set(unique, [...(cloud.byUnique.get(unique) ?? []), accepted]);
}

type Service = (cloud: Cloud, call: Call, refuse: Refuse) => Reply;

function queueAt({ pairs }: Cloud, url: string): Queue {
  const queues = new Map<string, Queue>([
    [places.queueUrl, pairs.plain.queue],
    [places.deadLetterQueueUrl, pairs.plain.deadLetters],
    [places.orderedQueueUrl, pairs.ordered.queue],
    [places.orderedDeadLetterQueueUrl, pairs.ordered.deadLetters],
  ]);
  const queue = queues.get(url);
  if (!queue) throw new Error(`no queue at ${url}`);
  return queue;
}

const sendMessage: Service = (cloud, { input }) => {
  const body = String(input.MessageBody);
  const attributes = Object.entries(
    (input.MessageAttributes ?? {}) as Record<string, { StringValue: string }>,
  ).map(([name, { StringValue }]) => [name, StringValue] as const);
  const queue = queueAt(cloud, String(input.QueueUrl));
  const [group, uniqueId] = [input.MessageGroupId, input.MessageDeduplicationId] as (string | undefined)[];
  const isFifo = String(input.QueueUrl).endsWith(".fifo");
  if (isFifo ? !group || !uniqueId : uniqueId !== undefined) {
    cloud.violations.push(`a message without what its queue must have, or with more: ${input.QueueUrl}`);
    return { status: 400, body: JSON.stringify({ __type: "com.amazonaws.sqs#InvalidParameterValue" }) };
  }
  const size = attributes.reduce((sum, [name, value]) => sum + name.length + value.length + 6, body.length);
  if (size > 1_048_576)
    return { status: 400, body: JSON.stringify({ __type: "com.amazonaws.sqs#InvalidParameterValue" }) };
  // Only calls of too many bytes are not valid here, and every event fits with its payload as a claim check.
  if (attributes.some(([name, value]) => name === "reason" && value.includes("ValidationException")))
    cloud.violations.push("size: a message was parked for its event's size");
  queue.send(body, { attributes: Object.fromEntries(attributes), group, uniqueId });
  if (attributes.length === 0) cloud.durable.add((JSON.parse(body) as { id: string }).id);
  if (queue === cloud.pairs.ordered.queue)
    for (const unique of uniquesOf(cloud, body))
      if (!cloud.placeInLine.has(unique)) cloud.placeInLine.set(unique, cloud.order());
  return ok({
    MessageId: crypto.randomUUID(),
    MD5OfMessageBody: createHash("md5").update(body).digest("hex"),
  });
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
function isTooMuch(entries: readonly Record<string, unknown>[], limitBytes = 1_000_000): boolean {
  const bytes = entries.map(
    ({ Source, DetailType, Detail }) => 14 + Buffer.byteLength(`${Source}${DetailType}${Detail}`),
  );
  return entries.length > 10 || bytes.reduce((sum, size) => sum + size, 0) >= limitBytes;
}

const tooMuch: Reply = {
  status: 400,
  body: JSON.stringify({
    __type: "ValidationException",
    message: "Total size of the entries in the request is over the limit.",
  }),
};

const putEvents: Service = (cloud, { input, by, limitBytes }, refuse) => {
  const entries = input.Entries as Record<string, unknown>[];
  if (isTooMuch(entries)) {
    cloud.violations.push("a call was too much for EventBridge");
    return tooMuch;
  }
  if (isTooMuch(entries, limitBytes)) return tooMuch;
  const Entries = (input.Entries as Record<string, unknown>[]).map((entry) => {
    const code = refuse();
    if (code === "silent") return {};
    if (code) return { ErrorCode: code, ErrorMessage: "injected" };
    accept(cloud, by, entry);
    return { EventId: crypto.randomUUID() };
  });
  return ok({ FailedEntryCount: Entries.filter((entry) => !("EventId" in entry)).length, Entries });
};

const batchGet: Service = (cloud, { input, by }, refuse) => {
  const { Keys } = (input.RequestItems as Record<string, { Keys: { key: { S: string } }[] }>)[
    places.table
  ] ?? { Keys: [] };
  if (Keys.length > 100 || new Set(Keys.map(({ key }) => key.S)).size < Keys.length)
    cloud.violations.push("the ledger was asked for too much at once, or twice for the same");
  const left = Keys.filter(() => refuse() !== undefined);
  const found = Keys.filter((key) => !left.includes(key)).flatMap(({ key }) => {
    by.readAt.set(key.S, cloud.order());
    const expires = cloud.table.get(key.S);
    return expires === undefined ? [] : [{ key, expires: { N: String(expires) } }];
  });
  const UnprocessedKeys = left.length > 0 ? { [places.table]: { Keys: left, ConsistentRead: true } } : {};
  return ok({ Responses: { [places.table]: found }, UnprocessedKeys });
};

/** Records in the world and on the accepted entries what the ledger knows from now on. */
export function record(cloud: Cloud, key: string, expires: number): void {
  cloud.table.set(key, expires);
  for (const accepted of cloud.byKey.get(key) ?? []) accepted.recordedAt ??= cloud.order();
}

const batchWrite: Service = (cloud, { input, by }, refuse) => {
  type Put = { PutRequest: { Item: { key: { S: string }; expires: { N: string } } } };
  const puts = (input.RequestItems as Record<string, Put[]>)[places.table] ?? [];
  if (puts.length > 25 || new Set(puts.map(({ PutRequest }) => PutRequest.Item.key.S)).size < puts.length)
    cloud.violations.push("too much was recorded at once, or the same twice");
  const left = puts.filter(() => refuse() !== undefined);
  if (left.length > 0) by.writeFailed = true;
  for (const put of puts) {
    const { key, expires } = put.PutRequest.Item;
    if (!left.includes(put)) record(cloud, key.S, Number(expires.N));
  }
  return ok({ UnprocessedItems: left.length > 0 ? { [places.table]: left } : {} });
};

const getParameter: Service = (cloud, { input }) => {
  const Value = cloud.parameters.get(String(input.Name));
  if (Value === undefined) return { status: 400, body: JSON.stringify({ __type: "ParameterNotFound" }) };
  return ok({ Parameter: { Name: input.Name, Value, Type: "SecureString" } });
};

const getParameters: Service = (cloud, { input }) => {
  const names = input.Names as readonly string[];
  const has = (name: string): boolean => cloud.parameters.has(name);
  return ok({
    Parameters: names.filter(has).map((Name) => ({ Name, Value: cloud.parameters.get(Name) })),
    InvalidParameters: names.filter((name) => !has(name)),
  });
};

const putObject: Service = (cloud, { path, bytes }) => {
  cloud.objects.set(path, new Uint8Array(bytes));
  return { status: 200, body: "" };
};

const getObject: Service = (cloud, { path }) => {
  const bytes = cloud.objects.get(path);
  if (bytes) return { status: 200, body: bytes };
  return { status: 404, body: "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>" };
};

/** The calls that the functions make, by name. */
export const services: ReadonlyMap<string, Service> = new Map([
  ["sqs.SendMessage", sendMessage],
  ["events.PutEvents", putEvents],
  ["dynamodb.BatchGetItem", batchGet],
  ["dynamodb.BatchWriteItem", batchWrite],
  ["ssm.GetParameter", getParameter],
  ["ssm.GetParameters", getParameters],
  ["s3.PUT", putObject],
  ["s3.GET", getObject],
]);
