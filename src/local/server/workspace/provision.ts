import { setTimeout as sleep } from "node:timers/promises";
import { CreateTableCommand, DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { CreateEventBusCommand } from "@aws-sdk/client-eventbridge";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { BridgeError } from "../../../core/errors.ts";
import type { Clients, Cloud } from "../../aws/clients.ts";

/** A queue as the SDK and as IAM name it. */
export interface Queue {
  readonly url: string;
  readonly arn: string;
}

/** A delivery queue and its dead-letter queue. */
export interface QueuePair {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
}

/** What the bridge needs of its cloud. */
export interface Resources extends QueuePair {
  readonly account: string;
  /** FIFO queues; undefined when no source keeps an order. */
  readonly ordered: QueuePair | undefined;
  readonly table: string;
  readonly bucket: string;
  readonly busPrefix: string;
  readonly parameterPrefix: string;
}

/** Deliveries that fail wait this long until the next attempt: short, since somebody is watching. */
const visibilitySeconds = 10;
const maxReceiveCount = 5;

/** Runs `make`; what exists already is no fault. */
async function unlessExists(make: () => Promise<unknown>, ...names: readonly string[]): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  }
}

/** Creates a queue, or finds the one of that name. Embedded queue URLs may hold the port of an earlier run. */
export async function ensureQueue(
  clients: Clients,
  cloud: Cloud,
  name: string,
  attributes: Record<string, string>,
): Promise<Queue> {
  const kind = name.endsWith(".fifo") ? { Attributes: { FifoQueue: "true" } } : {};
  const { QueueUrl = "" } = await clients.sqs.send(new CreateQueueCommand({ QueueName: name, ...kind }));
  const url = cloud.embedded ? new URL(new URL(QueueUrl).pathname, cloud.endpoints.sqs).href : QueueUrl;
  await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
  const found = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }),
  );
  return { url, arn: found.Attributes?.QueueArn ?? "" };
}

/** @param suffix `.fifo` for queues that keep an order */
async function ensureQueues(clients: Clients, cloud: Cloud, name: string, suffix = ""): Promise<QueuePair> {
  const deadLetterQueue = await ensureQueue(clients, cloud, `${name}-dead-letters${suffix}`, {
    MessageRetentionPeriod: "1209600",
  });
  const queue = await ensureQueue(clients, cloud, `${name}${suffix}`, {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterQueue.arn, maxReceiveCount }),
  });
  return { queue, deadLetterQueue };
}

async function ensureTable(clients: Clients, table: string): Promise<void> {
  const create = new CreateTableCommand({
    TableName: table,
    AttributeDefinitions: [{ AttributeName: "key", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "key", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  await unlessExists(() => clients.dynamodb.send(create), "ResourceInUseException");
  for (let attempt = 0; attempt < 100; attempt++) {
    const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.TableStatus === "ACTIVE") return;
    await sleep(attempt < 10 ? 10 : 500);
  }
  throw new BridgeError(
    "internal",
    `The table ${table} does not become active.`,
    "Start again; if that does not help, delete the table.",
  );
}

async function ensureBucket(clients: Clients, cloud: Cloud, bucket: string): Promise<void> {
  const place =
    cloud.region === "us-east-1"
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: cloud.region as "eu-west-1" } };
  const create = new CreateBucketCommand({ Bucket: bucket, ...place });
  await unlessExists(() => clients.s3.send(create), "BucketAlreadyOwnedByYou", "BucketAlreadyExists");
}

/** What a configuration asks for. */
export interface Provisions {
  readonly buses: Iterable<string>;
  /** True when some source keeps an order. */
  readonly ordered: boolean;
}

/** Creates what the bridge needs, named after the stage `local`; what is there already stays as it is. */
export async function provision(
  clients: Clients,
  cloud: Cloud,
  { buses, ordered }: Provisions,
): Promise<Resources> {
  const name = "hookbridge-local";
  const busPrefix = `${name}-`;
  const queues = ensureQueues(clients, cloud, name);
  const orderedQueues = ordered ? ensureQueues(clients, cloud, `${name}-ordered`, ".fifo") : undefined;
  const account = queues.then(({ queue }) => queue.arn.split(":")[4] ?? "000000000000");
  const bucket = account.then((id) => `${name}-${id}`);
  const makeBuses = Array.from(buses, (bus) => {
    const create = new CreateEventBusCommand({ Name: `${busPrefix}${bus}` });
    return unlessExists(() => clients.eventbridge.send(create), "ResourceAlreadyExistsException");
  });
  await Promise.all([
    queues,
    orderedQueues,
    ensureTable(clients, name),
    bucket.then((made) => ensureBucket(clients, cloud, made)),
    ...makeBuses,
  ]);
  return {
    ...(await queues),
    ordered: await orderedQueues,
    account: await account,
    table: name,
    bucket: await bucket,
    busPrefix,
    parameterPrefix: "/hookbridge/local",
  };
}
