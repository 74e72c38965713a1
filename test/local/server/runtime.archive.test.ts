import { readFileSync, writeFileSync } from "node:fs";
import { EventBridgeClient, ListArchivesCommand, StartReplayCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import { deliver, makeTestProject, startTestBridge } from "./runtime-fixture.ts";

const central = "arn:aws:events:eu-west-1:444455556666:event-bus/central";
let bridge: Runtime;
let client: EventBridgeClient;

beforeAll(async () => {
  const project = makeTestProject();
  const { configFile } = project;
  const buses = `engineering: { archiveDays: 30, forwardTo: ["${central}"] }, payments: {}`;
  writeFileSync(configFile, readFileSync(configFile, "utf8").replace("engineering: {}", buses));
  bridge = await startTestBridge([], project);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new EventBridgeClient({
    endpoint: bridge.endpoints.eventbridge,
    region: "us-east-1",
    credentials,
  });
}, 60_000);

afterAll(async () => {
  client.destroy();
  await bridge.close();
});

async function envelopes(): Promise<readonly { readonly [key: string]: unknown }[]> {
  const { items } = await bridge.bridge.events({});
  return items.toReversed().map(({ id, replay }) => ({ id, replay }));
}

test("archiveDays makes an archive, from which events can be replayed", async () => {
  expect((await deliver(bridge.url, '{"action":"opened","id":"e-1"}')).status).toBe(200);
  const archives = () => client.send(new ListArchivesCommand({}));
  await vi.waitFor(async () => expect((await archives()).Archives?.[0]?.EventCount).toBe(1), {
    timeout: 20_000,
  });
  const { Archives = [] } = await archives();
  const bus = "arn:aws:events:us-east-1:000000000000:event-bus/hookbridge-local-engineering";
  expect(Archives).toMatchObject([
    { ArchiveName: "hookbridge-local-engineering", EventSourceArn: bus, RetentionDays: 30 },
  ]);
  const replay = {
    ReplayName: "again",
    EventSourceArn: bus.replace("event-bus", "archive"),
    Destination: { Arn: bus },
    EventStartTime: new Date(Date.now() - 3_600_000),
    EventEndTime: new Date(Date.now() + 3_600_000),
  };
  await client.send(new StartReplayCommand(replay));
  const [first, second] = await envelopes();
  expect(second).toEqual({ ...first, replay: "again" });
});

test("what is not forwarded is named", () => {
  expect(bridge.warnings).toEqual([
    `events of the bus engineering are not forwarded to ${central}: a local EventBridge delivers to Amazon SQS queues only`,
  ]);
});
