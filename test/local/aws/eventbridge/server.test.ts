import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { describe, expect, test, vi } from "vitest";
import { startEventBridge } from "../../../../src/local/aws/eventbridge/server.ts";
import {
  account,
  breakQueue,
  client,
  credentials,
  directory,
  entry,
  messages,
  now,
  put,
  region,
  route,
  server,
  start,
  stop,
} from "./eventbridge-fixture.ts";

describe("durability", () => {
  test("buses, rules, events and unsent messages survive a restart", async () => {
    await route({});
    breakQueue(true);
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const { Entries } = await put(entry);
    await vi.waitFor(() => expect(warned).toHaveBeenCalled());
    warned.mockRestore();
    await stop();
    breakQueue(false);
    await start();
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    expect(JSON.parse(messages[0]?.body ?? "")).toMatchObject({ id: Entries?.[0]?.EventId });
    const { Rules } = await client.send(new ListRulesCommand({ EventBusName: "shop" }));
    expect(Rules?.map(({ Name }) => Name)).toEqual(["paid"]);
  });

  test("an answered PutEvents survives kill -9", async () => {
    const module = resolve(import.meta.dirname, "../../../../src/local/aws/eventbridge/server.ts");
    const options = {
      host: "127.0.0.1",
      port: 0,
      databaseFile: join(directory, "killed.db"),
      region,
      account,
    };
    const code = `import { startEventBridge } from ${JSON.stringify(module)};
      const server = await startEventBridge({ ...${JSON.stringify(options)}, now: () => new Date() });
      console.log(server.url);`;
    const child = spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", code]);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const other = new EventBridgeClient({ endpoint: String(line).trim(), region, credentials });
    const Entries = Array(10).fill({ ...entry, EventBusName: "default" });
    const answer = await other.send(new PutEventsCommand({ Entries }));
    child.kill("SIGKILL");
    await once(child, "exit");
    other.destroy();
    const reopened = await startEventBridge({ ...options, host: "127.0.0.1", now });
    const kept = reopened.events({ after: 0, limit: 100 }).map(({ id }) => id);
    await reopened.close();
    expect(kept).toEqual(answer.Entries?.map(({ EventId }) => EventId));
  });
});

test("an unknown operation is refused", async () => {
  const headers = { "x-amz-target": "AWSEvents.CreateConnection" };
  const response = await fetch(server.url, { method: "POST", headers, body: "{}" });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { __type: "UnknownOperationException" },
  ]);
});
