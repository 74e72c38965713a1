import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { afterEach, expect, it } from "vitest";
import { openForwarder } from "../../../src/operate/local/forward-events.ts";
import { client, messages, queue, region, server } from "../../local/aws/eventbridge/eventbridge-fixture.ts";
import { fakeEvent, fakeRequest } from "../../support/bridge/fake-rows.ts";
import { type ServedBridge, serveFake } from "../../support/bridge/serve-fake.ts";

const open: ServedBridge[] = [];
afterEach(async () => {
  for (const served of open.splice(0)) await served.close();
});

async function bridgeWithBuses(): Promise<string> {
  const served = await serveFake(0, { eventBridge: { url: server.url, region, busPrefix: "" } });
  open.push(served);
  return served.url;
}

const event = { ...fakeEvent(fakeRequest(0)), bus: "shop" };

it("puts an event on the bus of the same name, with its own digits, where rules find it", async () => {
  await client.send(
    new PutRuleCommand({ Name: "all", EventBusName: "shop", EventPattern: '{"source":[{"prefix":"com."}]}' }),
  );
  await client.send(
    new PutTargetsCommand({ Rule: "all", EventBusName: "shop", Targets: [{ Id: "queue", Arn: queue }] }),
  );
  const forwarder = await openForwarder(await bridgeWithBuses());
  expect(forwarder.target).toMatch(/^hookbridge at http:/);
  expect(await forwarder.forward(event)).toBeUndefined();
  for (let waits = 0; messages.length === 0 && waits < 100; waits++)
    await new Promise((next) => setTimeout(next, 20));
  const [{ body = "" } = {}] = messages;
  expect(body).toContain('"big":12345678901234567890');
  expect(JSON.parse(body.replace("1E400", "1"))).toMatchObject({
    source: "com.acme-github",
    "detail-type": "push",
    time: "2026-11-30T12:00:00Z",
    region,
  });
});

it("says why an event was refused", async () => {
  const forwarder = await openForwarder(await bridgeWithBuses());
  expect(
    await forwarder.forward({ ...event, envelope: '{"source":"com.acme","detail-type":"x","detail":[]}' }),
  ).toMatch(/detail/i);
  expect(
    await forwarder.forward({ ...event, envelope: '{"source":"aws.s3","detail-type":"x","detail":{}}' }),
  ).toMatch(/./);
});

it.each([
  ["another program", {}],
  ["a bridge's answer that is no JSON", { "x-hookbridge-api": "1" }],
])("says what to do where %s answers", async (_, headers) => {
  const other = createServer((_, response) => response.writeHead(200, headers).end("hello"));
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  await expect(openForwarder(url)).rejects.toMatchObject({
    code: "wrong-use",
    message: `No bridge answers at ${url}.`,
  });
  await new Promise((done) => other.close(done));
  await expect(openForwarder(url)).rejects.toMatchObject({ message: `No bridge answers at ${url}.` });
});

it("says what to do where the bridge has no EventBridge", async () => {
  const served = await serveFake(0);
  open.push(served);
  await expect(openForwarder(served.url)).rejects.toMatchObject({ message: /does not say where/ });
});
