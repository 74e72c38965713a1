import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type TimeToLiveSpecification,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  PutPermissionCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateBucketCommand, DeleteBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import type { Clients, Cloud } from "../../../src/local/aws/clients.ts";
import type { Template } from "../../../src/stack/template.ts";
import { type PhysicalResource, type References, resolveValue } from "../support/template-values.ts";
import { setUpBucket } from "./made-bucket.ts";

/** A resource to create: its properties with all values resolved, and the name that CloudFormation would generate. */
interface ResourceOrder {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly name: string;
  readonly clients: Clients;
  readonly cloud: Cloud;
}

type Maker = (order: ResourceOrder) => Promise<PhysicalResource>;

/** SQS takes only strings, and policies as JSON. */
const attributesOf = (properties: ResourceOrder["properties"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !["QueueName", "Tags"].includes(name))
      .map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : String(value)]),
  );

/** Lets what the SDK has sent twice be there already: the answer to the first attempt can get lost, what it made does not. */
async function createdOnce(sent: Promise<unknown>): Promise<void> {
  await sent.catch(
    (error: { readonly name: string; readonly $metadata?: { readonly attempts?: number } }) => {
      const again = (error.$metadata?.attempts ?? 1) > 1;
      if (!again || error.name !== "ResourceAlreadyExistsException") throw error;
    },
  );
}

const makers: Readonly<Record<string, Maker>> = {
  async "AWS::SQS::Queue"({ properties, name, clients, cloud }) {
    const QueueName = properties.FifoQueue === true ? `${name}.fifo` : name;
    const { QueueUrl = "" } = await clients.sqs.send(
      new CreateQueueCommand({ QueueName, Attributes: attributesOf(properties) }),
    );
    const url = cloud.embedded ? new URL(new URL(QueueUrl).pathname, cloud.endpoints.sqs).href : QueueUrl;
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }),
    );
    return { ref: url, attributes: { Arn: Attributes?.QueueArn ?? "", QueueName } };
  },
  async "AWS::SQS::QueuePolicy"({ properties, name, clients }) {
    const Attributes = { Policy: JSON.stringify(properties.PolicyDocument) };
    for (const QueueUrl of properties.Queues as readonly string[])
      await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    return { ref: name, attributes: {} };
  },
  async "AWS::DynamoDB::Table"({ properties, name, clients, cloud }) {
    const { AttributeDefinitions, KeySchema, BillingMode } = properties as Partial<CreateTableCommandInput>;
    const table = { TableName: name, AttributeDefinitions, KeySchema, BillingMode };
    const { TableDescription } = await clients.dynamodb.send(
      new CreateTableCommand(table as CreateTableCommandInput),
    );
    const { AttributeName, Enabled } = properties.TimeToLiveSpecification as TimeToLiveSpecification;
    // dynalite does not support TTL.
    if (!cloud.embedded)
      await clients.dynamodb.send(
        new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { AttributeName, Enabled } }),
      );
    const Arn = TableDescription?.TableArn ?? `arn:aws:dynamodb:${cloud.region}:000000000000:table/${name}`;
    return { ref: name, attributes: { Arn } };
  },
  async "AWS::S3::Bucket"({ properties, name, clients, cloud }) {
    const place = { LocationConstraint: cloud.region as "eu-west-1" };
    const elsewhere = cloud.region === "us-east-1" ? {} : { CreateBucketConfiguration: place };
    await clients.s3.send(new CreateBucketCommand({ Bucket: name, ...elsewhere }));
    // fauxqs stores objects, but no settings of a bucket.
    if (!cloud.embedded) await setUpBucket(name, properties, clients.s3);
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
  },
  async "AWS::S3::BucketPolicy"({ properties, name, clients, cloud }) {
    const Policy = JSON.stringify(properties.PolicyDocument);
    const Bucket = String(properties.Bucket);
    if (!cloud.embedded) {
      await clients.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      // Put and deleted again: with the policy, an emulator without TLS would deny every request.
      if (cloud.endpoints.s3.startsWith("http:"))
        await clients.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    }
    return { ref: name, attributes: {} };
  },
  // Roles are not created, since nothing assumes them here. Policies need their names.
  async "AWS::IAM::Role"({ name }) {
    return { ref: name, attributes: { Arn: `arn:aws:iam::123456789012:role/${name}` } };
  },
  async "AWS::Events::EventBus"({ properties, clients }) {
    const Name = String(properties.Name);
    await createdOnce(clients.eventbridge.send(new CreateEventBusCommand({ Name })));
    const { Arn = "" } = await clients.eventbridge.send(new DescribeEventBusCommand({ Name }));
    return { ref: Name, attributes: { Arn, Name } };
  },
  async "AWS::Events::EventBusPolicy"({ properties, name, clients }) {
    // As in CloudFormation: each call adds one statement to the policy.
    const { EventBusName, StatementId, Statement } = properties as Readonly<Record<string, string>>;
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
    await clients.eventbridge.send(new PutPermissionCommand({ EventBusName, StatementId, Policy }));
    return { ref: name, attributes: {} };
  },
  async "AWS::Events::Archive"({ properties, name, clients }) {
    // The end of a name is what no other has.
    const ArchiveName = name.slice(-48).replace(/^[^a-z0-9]+/, "");
    await createdOnce(
      clients.eventbridge.send(
        new CreateArchiveCommand({
          ArchiveName,
          EventSourceArn: String(properties.SourceArn),
          RetentionDays: Number(properties.RetentionDays),
        }),
      ),
    );
    const { ArchiveArn = "" } = await clients.eventbridge.send(new DescribeArchiveCommand({ ArchiveName }));
    return { ref: ArchiveName, attributes: { Arn: ArchiveArn, ArchiveName } };
  },
};

/** The resources of a template, created through the SDK. */
export interface MadeTemplate extends References {
  /** Types of resources that were not created. */
  readonly leftOut: readonly string[];
}

/** A generated name, in lower case and short enough for a bucket. */
const nameOf = (stackName: string, logicalId: string): string =>
  `${stackName}-${logicalId}-${crypto.randomUUID().slice(0, 8)}`.toLowerCase();

/** Where to create the resources. */
export interface MakeOptions {
  readonly stackName: string;
  readonly clients: Clients;
  readonly cloud: Cloud;
  readonly account: string;
}

/**
 * Creates the queues, the table, the bucket, the buses and the archives of a template, with what they refer to. The tests run the
 * functions themselves, and need no gateways.
 */
export async function makeTemplate(template: Template, options: MakeOptions): Promise<MadeTemplate> {
  const { stackName, clients, cloud, account } = options;
  const made = new Map<string, Promise<PhysicalResource>>();

  async function make(logicalId: string): Promise<PhysicalResource> {
    const { Type = "", Properties = {} } = template.Resources[logicalId] ?? {};
    const maker = makers[Type];
    if (!maker)
      throw new Error(`${logicalId} can't be created here: ${Type || "it is not in the template"}.`);
    const properties = (await resolveValue(Properties, references)) as ResourceOrder["properties"];
    return maker({ properties, name: nameOf(stackName, logicalId), clients, cloud });
  }

  const references: References = {
    region: cloud.region,
    account,
    resource(logicalId) {
      const physical = made.get(logicalId) ?? make(logicalId);
      made.set(logicalId, physical);
      return physical;
    },
  };
  const wanted = Object.entries(template.Resources).filter(([, { Type }]) => makers[Type]);
  for (const [logicalId] of wanted) await references.resource(logicalId);
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  return { ...references, leftOut: [...new Set(types)].filter((type) => !makers[type]) };
}
