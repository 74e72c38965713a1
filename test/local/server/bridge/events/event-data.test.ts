/** The payload of an event that is too large for EventBridge, out of the bridge's own bucket. */
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../../src/local/server/runtime.ts";
import { makeWaysProject } from "../../journal-fixture.ts";
import { accepted, requestWith, startTestBridge, until } from "../../runtime-fixture.ts";

let runtime: Runtime;
beforeAll(async () => {
  runtime = await startTestBridge([], makeWaysProject());
}, 60_000);
afterAll(() => runtime?.close());

const large = (id: string): string =>
  JSON.stringify({
    action: "opened",
    id,
    customer: { email: "ada@example.com" },
    pad: "x".repeat(1_100_000),
  });

async function eventOf(id: string, source: string, body = large(id)): Promise<string> {
  const delivery = await accepted(runtime.url, body, source);
  const { events } = await requestWith(runtime, delivery, "published");
  return events[0]?.id ?? "";
}

test("a large payload is read out of S3 as it was put there: what was redacted is redacted", async () => {
  const id = await eventOf("big", "redacting");
  const event = await runtime.bridge.event(id);
  expect(event?.envelope).toContain('"dataref":"s3://');
  expect(event?.dataBytes).toBeGreaterThan(1_100_000);
  const data = await runtime.bridge.eventData(id);
  expect(data).toMatchObject({ bytes: event?.dataBytes, encoding: "utf8", cut: false });
  expect(data?.text).toContain('"[redacted]"');
  expect(data?.text).not.toContain("ada@example.com");
});

test("there is none of an event that has its payload, or is not known", async () => {
  const id = await eventOf("small", "redacting", '{"action":"opened","id":"small","customer":{}}');
  expect(await runtime.bridge.event(id)).not.toHaveProperty("dataBytes");
  expect(await runtime.bridge.eventData(id)).toBeUndefined();
  expect(await runtime.bridge.eventData("none")).toBeUndefined();
});

test("an object that is not the bridge's is not read for anybody's event", async () => {
  const client = new EventBridgeClient({
    endpoint: runtime.endpoints.eventbridge,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const { Entries = [] } = await client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: "hookbridge-local-main",
          Source: "com.other",
          DetailType: "made-up",
          Detail: JSON.stringify({ dataref: "s3://somebody-else/claims/x" }),
        },
      ],
    }),
  );
  client.destroy();
  const id = Entries[0]?.EventId ?? "";
  await until(async () => (await runtime.bridge.event(id)) ?? false);
  await expect(runtime.bridge.eventData(id)).rejects.toMatchObject({
    code: "wrong-use",
    message: expect.stringContaining("not in the bridge's own bucket"),
  });
});
