import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cloud, makeClients } from "../../../../src/local/aws/clients.ts";
import { type LocalAws, localAccount, startLocalAws } from "../../../../src/local/aws/start-local-aws.ts";
import { cloudOfEvents, openCloud } from "../../../../src/local/server/workspace/open-cloud.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "hookbridge-"));

describe("some services run elsewhere", () => {
  /** Another AWS: this one's SQS plays the foreign server. */
  let other: LocalAws;
  beforeAll(async () => {
    other = await startLocalAws(folder(), "us-east-1", Date.now);
  });
  afterAll(() => other.close());

  it("the others are embedded, and events reach queues that are elsewhere", async () => {
    const variables = { AWS_ENDPOINT_URL_SQS: other.endpoints.sqs, AWS_REGION: "us-east-1" };
    const opened = await openCloud(folder(), variables, Date.now);
    const { cloud, eventBridge } = opened;
    expect(cloud).toMatchObject({ embedded: false, credentials: { accessKeyId: "test" } });
    expect(eventBridge?.url).toBe(cloud.endpoints.eventbridge);
    const { sqs, ...embedded } = cloud.endpoints;
    expect(sqs).toBe(other.endpoints.sqs);
    for (const url of Object.values(embedded)) expect(Object.values(other.endpoints)).not.toContain(url);
    const clients = makeClients(cloud);
    const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: "elsewhere" }));
    const Targets = [{ Id: "one", Arn: `arn:aws:sqs:us-east-1:${localAccount}:elsewhere` }];
    await clients.eventbridge.send(
      new PutRuleCommand({ Name: "all", EventPattern: '{"source":["com.acme"]}' }),
    );
    await clients.eventbridge.send(new PutTargetsCommand({ Rule: "all", Targets }));
    const event = { Source: "com.acme", DetailType: "paid", Detail: '{"id":7}' };
    await clients.eventbridge.send(new PutEventsCommand({ Entries: [event] }));
    const { Messages } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    expect(Messages?.[0]?.Body).toContain('"detail":{"id":7}');
    clients.close();
    await opened.close();
  }, 30_000);

  it("where all are elsewhere, nothing is started", async () => {
    const variables = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_SESSION_TOKEN: "t",
    };
    const { cloud, eventBridge, elsewhere } = await openCloud("/nowhere/that/exists", variables, Date.now);
    expect([eventBridge, elsewhere.length, cloud.region]).toEqual([undefined, 5, "eu-west-1"]);
    expect(cloud.credentials).toEqual({ accessKeyId: "test", secretAccessKey: "test", sessionToken: "t" });
    expect(new Set(Object.values(cloud.endpoints))).toEqual(new Set(["http://127.0.0.1:1"]));
  });
});

it("embedded servers have the same addresses at the next start, whatever the process's region", async () => {
  const directory = folder();
  const first = await openCloud(directory, {}, Date.now);
  await first.close();
  const second = await openCloud(directory, { AWS_REGION: "eu-west-1" }, Date.now);
  expect(second.cloud.endpoints).toEqual(first.cloud.endpoints);
  expect(second.cloud.credentials).toEqual(first.cloud.credentials);
  expect(second.cloud).toMatchObject({ embedded: true, region: "us-east-1" });
  expect(second.elsewhere).toEqual([]);
  await second.close();
}, 30_000);

describe("a foreign EventBridge is watched through the queues of its own server", () => {
  const cloudAt = (eventbridge: string): Cloud => ({
    endpoints: { eventbridge, sqs: "http://sqs", s3: "http://a", dynamodb: "http://a", ssm: "http://a" },
    region: "us-east-1",
    embedded: true,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });

  it.each([
    ["http://127.0.0.1:5000", "http://127.0.0.1:5000"],
    ["https://events.eu-west-1.amazonaws.com", "https://sqs.eu-west-1.amazonaws.com"],
  ])("%s: %s", (eventbridge, sqs) => {
    const watched = cloudOfEvents(cloudAt(eventbridge));
    expect(watched).toMatchObject({ embedded: false, endpoints: { sqs, eventbridge, s3: "http://a" } });
  });

  it("which are the bridge's own where both are the same server", () => {
    const cloud = cloudAt("http://sqs");
    expect(cloudOfEvents(cloud)).toBe(cloud);
  });
});
