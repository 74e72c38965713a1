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

describe("PutEvents", () => {
  test("keeps the detail as the text that was sent, in an envelope of AWS's key order", async () => {
    const Detail =
      '{ "id": 9007199254740993, "big":1E400,\n "zero": -0, "text": "\\u00e9,\\"resources\\":" }';
    const heard: string[] = [];
    server.onEvent(({ envelope }) => heard.push(envelope));
    const { Entries } = await put({
      ...entry,
      Detail,
      Resources: ["r1"],
      Time: new Date("2026-01-02T03:04:05.678Z"),
    });
    const id = Entries?.[0]?.EventId;
    const head = `{"version":"0","id":"${id}","detail-type":"invoice.paid","source":"com.acme","account":"${account}"`;
    const expected = `${head},"time":"2026-01-02T03:04:05Z","region":"${region}","resources":["r1"],"detail":${Detail}}`;
    expect(heard).toEqual([expected]);
    expect(server.event(id ?? "")).toMatchObject({ seq: 1, bus: "shop", id, envelope: expected });
  });

  test("answers for each entry", async () => {
    const answer = await put(
      entry,
      { ...entry, Source: "aws.s3" },
      { ...entry, Detail: "[]" },
      { ...entry, Detail: "" },
    );
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      "NotAuthorizedForSourceException",
      "MalformedDetail",
      "InvalidArgument",
    ]);
    expect(server.events({ after: 0, limit: 10 })).toHaveLength(1);
  });

  test("gives an event for an unknown bus an id and drops it", async () => {
    const { FailedEntryCount, Entries } = await put({ ...entry, EventBusName: "nowhere" });
    expect([FailedEntryCount, typeof Entries?.[0]?.EventId]).toEqual([0, "string"]);
    expect(server.events({ after: 0, limit: 10 })).toEqual([]);
  });

  test.each([
    [1000, undefined],
    [1001, "MalformedDetail"],
  ])("a detail nested %i deep gives %s", async (depth, code) => {
    const Detail = `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;
    expect((await put({ ...entry, Detail })).Entries?.[0]?.ErrorCode).toBe(code);
  });

  test("refuses a request as a whole for its size, its count or a malformed bus", async () => {
    const overhead = entry.Source.length + entry.DetailType.length + '{"p":""}'.length;
    const sized = (size: number) => ({ ...entry, Detail: `{"p":"${"x".repeat(size - overhead)}"}` });
    expect((await put(sized(999_999))).FailedEntryCount).toBe(0);
    for (const entries of [
      [sized(1_000_000)],
      Array(11).fill(entry),
      [entry, { ...entry, EventBusName: "a/b" }],
    ]) {
      await expect(put(...entries)).rejects.toMatchObject({ name: "ValidationException" });
    }
    expect(server.events({ after: 0, limit: 100 })).toHaveLength(1);
  });
});

describe("durability", () => {
  test("buses, rules, events and unsent messages outlive a restart", async () => {
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
