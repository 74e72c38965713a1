import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApp } from "../../../../src/http/make-app.ts";
import { type LocalAws, startLocalAws } from "../../../../src/local/aws/start-local-aws.ts";
import { type Runtime, type RuntimeOptions, startRuntime } from "../../../../src/local/server/runtime.ts";
import { deliver, makeTestProject, until } from "../runtime-fixture.ts";

const place = makeTestProject();
let cloud: LocalAws;
let runtime: Runtime;

/** One endpoint for every service, as LocalStack and moto have it. */
const door = createServer((incoming, outgoing) => {
  const [service = ""] = String(incoming.headers["x-amz-target"] ?? "").split(/[._]/);
  const { endpoints } = cloud;
  const services = new Map([
    ["DynamoDB", endpoints.dynamodb],
    ["AWSEvents", endpoints.eventbridge],
    ["AmazonSSM", endpoints.ssm],
  ]);
  const { hostname, port } = new URL(services.get(service) ?? endpoints.sqs);
  const onward = request(
    { hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    },
  );
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => onward.destroy());
  incoming.pipe(onward);
});

const options = (variables: RuntimeOptions["variables"]): RuntimeOptions => ({
  ...place,
  port: 0,
  variables,
  now: Date.now,
  onLine: () => {},
  makeApp,
  onEvent: () => {},
});

beforeAll(async () => {
  cloud = await startLocalAws(join(place.directory, "cloud"), "us-east-1", Date.now);
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  runtime = await startRuntime(
    options({ AWS_ENDPOINT_URL: `http://127.0.0.1:${(door.address() as AddressInfo).port}` }),
  );
});

afterAll(async () => {
  await runtime?.close();
  await cloud.close();
  door.close();
  door.closeAllConnections();
});

test("with AWS_ENDPOINT_URL the bridge runs there, and watches the buses through rules", async () => {
  expect(new Set(Object.values(runtime.endpoints)).size).toBe(1);
  const body = '{"action":"opened","id":"far-1","big":9007199254740993}';
  expect((await deliver(runtime.url, body)).status).toBe(200);
  const item = await until(async () => (await runtime.bridge.events({})).items[0]);
  expect(item).toMatchObject({ bus: "engineering", source: "repo", name: "issues.opened", eventId: "far-1" });
  expect((await runtime.bridge.event(item.id))?.envelope).toContain(`"data":${body}`);
  expect(await runtime.bridge.replayEvent(item.id, { dryRun: false })).toMatchObject({ events: 1 });
  await until(async () => (await runtime.bridge.events({})).total === 2);
  await expect(
    runtime.bridge.replayEvent(item.id, { subscription: "one-rule", dryRun: false }),
  ).rejects.toMatchObject({ code: "wrong-use" });
  const now = Date.now();
  const range = { bus: "engineering", from: now - 3_600_000, to: now + 3_600_000 };
  expect(await runtime.bridge.replay({ ...range, dryRun: true })).toMatchObject({ events: 2 });
});

test("no rule of another account can send to the queue that watches a bus", async () => {
  const sqs = new SQSClient({
    endpoint: runtime.endpoints.sqs,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { QueueUrl } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: "hookbridge-local-watch-engineering" }),
  );
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy", "QueueArn"] }),
  );
  sqs.destroy();
  const { Policy = "", QueueArn = "" } = Attributes;
  const mayWrite = async (rule: string): Promise<boolean> => {
    const request = {
      principal: "events.amazonaws.com",
      action: "sqs:SendMessage",
      resource: { resource: QueueArn, accountId: "000000000000" },
      contextVariables: { "aws:SourceArn": rule },
    };
    const none = { identityPolicies: [], serviceControlPolicies: [], resourceControlPolicies: [] };
    const result = await runSimulation({ request, ...none, resourcePolicy: JSON.parse(Policy) }, {});
    if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
    return result.overallResult === "Allowed";
  };
  expect(await mayWrite("arn:aws:events:us-east-1:000000000000:rule/hookbridge-local-engineering/any")).toBe(
    true,
  );
  expect(await mayWrite("arn:aws:events:us-east-1:444455556666:rule/theirs")).toBe(false);
});
