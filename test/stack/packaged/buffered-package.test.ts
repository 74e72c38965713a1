import { join } from "node:path";
import { SendMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeClients } from "../../../src/local/aws/clients.ts";
import { startLocalAws } from "../../../src/local/aws/start-local-aws.ts";
import { until } from "../../local/server/runtime-fixture.ts";
import { fixturesOf } from "../../support/fixtures.ts";
import { type GatewayRequest, sqsCallOf } from "../support/buffered-api.ts";
import { configs } from "../support/configs.ts";
import { type DeployedBridge, deployBridge } from "./deployed-bridge.ts";
import { findings } from "./findings.ts";
import { type Package, packageBridge, packagingMs, totalBytes } from "./package-fixture.ts";
import { rules } from "./rules.ts";
import { watchBus } from "./watched-bus.ts";

const fixture = fixturesOf("github").find(({ name }) => name === "issue-opened");
if (fixture?.outcome !== "accepted") throw new Error("The fixture issue-opened is not there.");
const { request, secrets, events } = fixture;

let made: Package;
beforeAll(async () => {
  made = await packageBridge(configs.buffered);
}, packagingMs);
afterAll(() => made?.remove());

it("the template has no errors for AWS's validator and for our own rules", () => {
  const file = join(made.directory, ".serverless/cloudformation-template-update-stack.json");
  expect(findings(file)).toEqual([]);
  expect(rules.flatMap(({ offenders }) => offenders(made.template.Resources))).toEqual([]);
});

it("the bundle of receive is within its size limit", () => {
  expect(totalBytes(made.contents.receive)).toBeLessThanOrEqual(445_000);
});

describe("the packaged handlers take a request from the buffer to the bus", () => {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  let bridge: DeployedBridge;
  let cloud: Parameters<typeof makeClients>[0];
  let clients: ReturnType<typeof makeClients>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const servers = await startLocalAws(join(made.directory, "state"), "us-east-1", Date.now);
    cloud = { endpoints: servers.endpoints, region: "us-east-1", embedded: true, credentials };
    clients = makeClients(cloud);
    bridge = await deployBridge(made, clients, cloud);
    close = async () => {
      await bridge.close();
      clients.close();
      await servers.close();
    };
  });
  afterAll(() => close?.());

  /** Sends a request as API Gateway does. */
  async function send(QueueUrl: string, body: Uint8Array): Promise<void> {
    const headers = Object.fromEntries(request.headers);
    const call: GatewayRequest = { source: "acme-github", headers, body, at: Date.now() };
    const MessageBody = sqsCallOf(call).get("MessageBody") ?? "";
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }

  it("if the vendor's SDK signed it; with a changed byte it is received twice, then rejected", async () => {
    await bridge.putSecret("acme-github", JSON.stringify(secrets));
    const { ref } = await bridge.made.resource("BufferQueue");
    // A refused request is received once more after the visibility timeout: seconds here, minutes in AWS.
    const Attributes = { VisibilityTimeout: "2" };
    await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl: ref, Attributes }));
    const bus = `${bridge.variables.HOOKBRIDGE_BUS_PREFIX}engineering`;
    const watched = await watchBus(bus, clients, cloud);
    const changed = Buffer.from(request.body);
    changed[changed.length - 2] = (changed[changed.length - 2] ?? 0) ^ 1;
    await send(ref, changed);
    await send(ref, request.body);
    const event = await watched.next();
    expect(event).toMatchObject({ source: "com.github", "detail-type": events[0]?.type });
    expect(event?.detail).toMatchObject({ id: events[0]?.id, subject: events[0]?.subject });
    const rejected = await until(async () =>
      bridge.log.find(({ reason }) => reason === "signature-mismatch"),
    );
    expect(rejected).toMatchObject({ outcome: "rejected", source: "acme-github", status: 401 });
    const counted = bridge.log.find(({ authenticationFailures }) => authenticationFailures === 1);
    expect(counted).toMatchObject({ source: "acme-github" });
    expect(JSON.stringify(bridge.log)).not.toContain(request.headers.get("x-hub-signature-256"));
  });
});
