import { DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { DescribeArchiveCommand, DescribeEventBusCommand } from "@aws-sdk/client-eventbridge";
import { GetBucketEncryptionCommand, GetBucketLifecycleConfigurationCommand } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Clients, type Cloud, makeClients } from "../../src/local/aws/clients.ts";
import { carriesDeliveries, type Deployed } from "../stack/packaged/carry-delivery.ts";
import { deployBridge } from "../stack/packaged/deployed-bridge.ts";
import { type Package, packageBridge } from "../stack/packaged/package-fixture.ts";
import { configs } from "../stack/support/configs.ts";

const region = "us-east-1";
const endpoint = inject("endpoint");
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const all = { sqs: endpoint, s3: endpoint, dynamodb: endpoint, eventbridge: endpoint, ssm: endpoint };
const cloud: Cloud = { endpoints: all, region, embedded: false, credentials };

/** What is made stays on an endpoint that lasts: each rehearsal has names of its own. */
const run = Date.now().toString(36);

/** The usual configuration under another name, its deployment with options more. */
const named = (name: string, options: string): string =>
  configs.usual.replace("defineBridge({", `defineBridge({ name: "${name}-${run}", ${options}`);

const rehearsals: readonly (readonly [what: string, config: string, policies: number])[] = [
  ["secrets in Parameter Store", named("first", ""), 0],
  [
    "secrets in Secrets Manager, a locked and a shared bus",
    named(
      "second",
      `stages: { dev: { deployment: { secrets: { store: "secrets-manager" } }, buses: {
        payments: { archiveDays: 7, shareWith: { accounts: ["444455556666"] } }, people: { locked: true } } } },`,
    ),
    2,
  ],
];

describe.each(rehearsals)("against an AWS that is not ours: %s", (_what, config, policyCount) => {
  let made: Package;
  let clients: Clients;
  let deployed: Deployed;

  beforeAll(async () => {
    made = await packageBridge(config);
    clients = makeClients(cloud);
    const bridge = await deployBridge(made, clients, cloud, "123456789012");
    deployed = { bridge, clients, cloud };
  });
  afterAll(async () => {
    await deployed?.bridge.close();
    clients?.close();
    made?.remove();
  });

  it("everything that the template says of queues, table, bucket and buses is taken", async () => {
    const { bridge } = deployed;
    const { variables } = bridge;
    const QueueUrl = variables.HOOKBRIDGE_QUEUE_URL;
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
    );
    expect(Attributes).toMatchObject({
      VisibilityTimeout: "360",
      SqsManagedSseEnabled: "true",
      ReceiveMessageWaitTimeSeconds: "20",
    });
    expect(JSON.parse(Attributes?.RedrivePolicy ?? "{}")).toMatchObject({ maxReceiveCount: 10 });
    expect(Attributes?.Policy).toContain("aws:SecureTransport");

    const TableName = variables.HOOKBRIDGE_TABLE;
    const { TimeToLiveDescription } = await clients.dynamodb.send(
      new DescribeTimeToLiveCommand({ TableName }),
    );
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: "expires", TimeToLiveStatus: "ENABLED" });

    const Bucket = variables.HOOKBRIDGE_BUCKET;
    const encryption = await clients.s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(JSON.stringify(encryption.ServerSideEncryptionConfiguration)).toContain("AES256");
    const lifecycle = await clients.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(lifecycle.Rules?.[0]).toMatchObject({ Expiration: { Days: 365 }, Status: "Enabled" });
    const archive = await bridge.made.resource("EngineeringBusArchive");
    const ArchiveName = archive.ref;
    expect(await clients.eventbridge.send(new DescribeArchiveCommand({ ArchiveName }))).toMatchObject({
      RetentionDays: 30,
      State: "ENABLED",
    });
  });

  it("bus policies are taken", async () => {
    const prefix = deployed.bridge.variables.HOOKBRIDGE_BUS_PREFIX;
    const policies = Object.values(made.template.Resources).filter(
      ({ Type }) => Type === "AWS::Events::EventBusPolicy",
    );
    for (const { Properties } of policies) {
      const Sid = String(Properties?.StatementId);
      const bus = Sid === "OnlyTheBridgePuts" ? "people" : "payments";
      const { Policy } = await clients.eventbridge.send(new DescribeEventBusCommand({ Name: prefix + bus }));
      expect(Policy).toContain(Sid);
    }
    expect(policies).toHaveLength(policyCount);
  });

  carriesDeliveries(() => deployed);
});
