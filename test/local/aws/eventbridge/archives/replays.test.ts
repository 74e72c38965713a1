import {
  CreateArchiveCommand,
  DescribeArchiveCommand,
  ListArchivesCommand,
  StartReplayCommand,
} from "@aws-sdk/client-eventbridge";
import { describe, expect, test, vi } from "vitest";
import { account, client, entry, messages, put, region, route, server } from "../eventbridge-fixture.ts";

describe("replay", () => {
  test("puts an event on its bus again with replay-name", async () => {
    await route({});
    const { Entries } = await put({ ...entry, Detail: '{"n":9007199254740993}' });
    const id = Entries?.[0]?.EventId ?? "";
    const original = server.event(id)?.envelope ?? "";
    const replayed = await server.replay(id, "again");
    expect(replayed).toEqual({
      seq: 2,
      bus: "shop",
      id,
      envelope: original.replace(',"resources":', ',"replay-name":"again","resources":'),
      received: expect.any(Number),
      replay: "again",
    });
    await vi.waitFor(() => expect(messages.map(({ body }) => body)).toEqual([original, replayed?.envelope]));
    expect(await server.replay("no-such-event")).toBeUndefined();
  });

  test("StartReplay sends the events of its archive", async () => {
    const bus = `arn:aws:events:${region}:${account}:event-bus/shop`;
    const pattern = '{"detail-type":["invoice.paid"]}';
    const archive = { ArchiveName: "all", EventSourceArn: bus, EventPattern: pattern };
    const { ArchiveArn } = await client.send(new CreateArchiveCommand(archive));
    await put(entry, { ...entry, DetailType: "invoice.drafted" });
    expect(await client.send(new DescribeArchiveCommand({ ArchiveName: "all" }))).toMatchObject({
      EventCount: 1,
    });
    expect((await client.send(new ListArchivesCommand({}))).Archives).toHaveLength(1);
    const replay = {
      ReplayName: "r",
      EventSourceArn: ArchiveArn,
      EventStartTime: new Date("2026-03-04T05:00:00Z"),
      EventEndTime: new Date("2026-03-04T06:00:00Z"),
    };
    const elsewhere = { ...replay, Destination: { Arn: bus.replace("shop", "default") } };
    await expect(client.send(new StartReplayCommand(elsewhere))).rejects.toMatchObject({
      message: "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.",
    });
    await client.send(new StartReplayCommand({ ...replay, Destination: { Arn: bus } }));
    const all = server.events({ after: 2, limit: 10 });
    expect(all.map(({ envelope }) => JSON.parse(envelope))).toMatchObject([
      { "replay-name": "r", "detail-type": "invoice.paid" },
    ]);
  });
});
