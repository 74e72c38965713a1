import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateEventBusCommand, ListArchivesCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clients, makeClients } from "../../../../src/local/aws/clients.ts";
import { type LocalAws, startLocalAws } from "../../../../src/local/aws/start-local-aws.ts";
import { ensureArchive } from "../../../../src/local/server/workspace/archives.ts";

const region = "us-east-1";
let servers: LocalAws;
let clients: Clients;

beforeAll(async () => {
  servers = await startLocalAws(mkdtempSync(join(tmpdir(), "hookbridge-")), region, Date.now);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  clients = makeClients({ endpoints: servers.endpoints, region, embedded: true, credentials });
});

afterAll(async () => {
  clients.close();
  await servers.close();
});

async function archivesOf(bus: string) {
  const EventSourceArn = `arn:aws:events:${region}:000000000000:event-bus/${bus}`;
  const { Archives = [] } = await clients.eventbridge.send(new ListArchivesCommand({ EventSourceArn }));
  return Archives.map(({ ArchiveName, RetentionDays, State }) => [ArchiveName, RetentionDays, State]);
}

test("an archive is made once, and then gets another retention", async () => {
  await clients.eventbridge.send(new CreateEventBusCommand({ Name: "orders" }));
  await ensureArchive(clients, "orders", 30);
  expect(await archivesOf("orders")).toEqual([["orders", 30, "ENABLED"]]);
  await ensureArchive(clients, "orders", 7);
  expect(await archivesOf("orders")).toEqual([["orders", 7, "ENABLED"]]);
});

test("buses whose long names begin alike have archives of their own", async () => {
  const names = ["a", "b"].map((end) => `hookbridge-local-${"long-".repeat(8)}${end}`);
  for (const name of names) {
    await clients.eventbridge.send(new CreateEventBusCommand({ Name: name }));
    await ensureArchive(clients, name, 1);
  }
  const [[first], [second]] = (await Promise.all(names.map(archivesOf))).map(
    ([archive]) => archive ?? [],
  ) as [[string], [string]];
  expect([first.length, second.length]).toEqual([48, 48]);
  expect(first).not.toBe(second);
});
