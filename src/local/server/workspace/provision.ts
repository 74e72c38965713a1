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
import { ensureArchive } from "./archives.ts";

/** A queue: its URL for the SDK, its ARN for policies. */
export interface Queue {
  readonly url: string;
  readonly arn: string;
}

/** A delivery queue and its dead-letter queue. */
export interface QueuePair {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
}

/** The resources that the bridge uses. */
export interface BridgeResources extends QueuePair {
  readonly account: string;
  /** FIFO queues; undefined when no source is ordered. */
  readonly ordered: QueuePair | undefined;
  readonly table: string;
  readonly bucket: string;
  readonly busPrefix: string;
  readonly parameterPrefix: string;
}

/** Pause before a failed delivery is tried again: short, because a developer is watching. */
const visibilitySeconds = 10;
const maxReceiveCount = 5;

/** Runs `create`, and ignores the errors of these names, which say that the resource exists. */
async function unlessExists(create: () => Promise<unknown>, ...names: readonly string[]): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  }
}

/** Creates a queue, or finds the one of that name. The URL of an embedded queue can have the port of an earlier run. */
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

/** @param suffix `.fifo` for FIFO queues */
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
    `The DynamoDB table ${table} does not become active.`,
    "Start again. If that does not help, delete the table.",
  );
}

async function ensureBucket(clients: Clients, cloud: Cloud, bucket: string): Promise<void> {
  const location =
    cloud.region === "us-east-1"
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: cloud.region as "eu-west-1" } };
  const create = new CreateBucketCommand({ Bucket: bucket, ...location });
  await unlessExists(() => clients.s3.send(create), "BucketAlreadyOwnedByYou", "BucketAlreadyExists");
}

/** What a configuration needs. */
export interface ProvisionOptions {
  /** Days that each bus's events are archived, by the bus's name; 0 for no archive. */
  readonly buses: ReadonlyMap<string, number>;
  /** True when some source is ordered. */
  readonly ordered: boolean;
}

/** Creates the bridge's resources, named after the stage `local`. Existing ones keep their contents. */
export async function provision(
  clients: Clients,
  cloud: Cloud,
  { buses, ordered }: ProvisionOptions,
): Promise<BridgeResources> {
  const name = "hookbridge-local";
  const busPrefix = `${name}-`;
  const queues = ensureQueues(clients, cloud, name);
  const orderedQueues = ordered ? ensureQueues(clients, cloud, `${name}-ordered`, ".fifo") : undefined;
  const account = queues.then(({ queue }) => queue.arn.split(":")[4] ?? "000000000000");
  const bucket = account.then((id) => `${name}-${id}`);
  const makeBuses = Array.from(buses, async ([bus, archiveDays]) => {
    const Name = `${busPrefix}${bus}`;
    const create = new CreateEventBusCommand({ Name });
    await unlessExists(() => clients.eventbridge.send(create), "ResourceAlreadyExistsException");
    // As in a deployment, an archive that is no longer in the configuration stays.
    if (archiveDays > 0) await ensureArchive(clients, Name, archiveDays);
  });
  await Promise.all([
    queues,
    orderedQueues,
    ensureTable(clients, name),
    bucket.then((bucketName) => ensureBucket(clients, cloud, bucketName)),
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
