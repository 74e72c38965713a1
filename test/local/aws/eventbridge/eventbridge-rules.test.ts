import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  ListArchivesCommand,
  ListEventBusesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  StartReplayCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { describe, expect, test, vi } from "vitest";
import {
  account,
  client,
  entry,
  messages,
  put,
  queue,
  region,
  route,
  server,
  start,
  stop,
} from "./eventbridge-fixture.ts";

describe("rules and targets", () => {
  const transformer = {
    InputTransformer: {
      InputPathsMap: { kind: "$.detail-type", total: "$.detail.total", none: "$.detail.none" },
      InputTemplate: '{"kind":"<kind>","total":<total>,"none":<none>,"rule":<aws.events.rule-name>}',
    },
  };

  test.each([
    ["the whole event", {}, undefined],
    ["a fixed input", { Input: '{"a":1}' }, '{"a":1}'],
    ["a part, as it was written", { InputPath: "$.detail" }, '{"total": 1E400}'],
    ["a template", transformer, '{"kind":"invoice.paid","total":1E400,"none":"","rule":"paid"}'],
  ])("deliver %s to a queue", async (_, target, body) => {
    await route({ ...target, SqsParameters: { MessageGroupId: "g" } });
    await put({ ...entry, Detail: '{"total": 1E400}' }, { ...entry, Source: "com.other" });
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    const [stored] = server.events({ after: 0, limit: 1 });
    expect(messages).toEqual([{ arn: queue, body: body ?? stored?.envelope, group: "g" }]);
  });

  test("a disabled rule delivers nothing", async () => {
    await route({});
    await client.send(new DisableRuleCommand({ Name: "paid", EventBusName: "shop" }));
    await put(entry);
    await stop();
    await start();
    expect(messages).toEqual([]);
  });

  test.each([
    [
      { Input: "{}", InputPath: "$.detail" },
      "Only one of Input, InputPath, or InputTransformer must be provided for target queue.",
    ],
    [
      { InputTransformer: { InputTemplate: '"<x>"' } },
      "InputTemplate for target queue contains invalid placeholder x.",
    ],
  ])("PutTargets refuses %j", async (target, message) => {
    await expect(route(target)).rejects.toMatchObject({ name: "ValidationException", message });
    const { Targets } = await client.send(
      new ListTargetsByRuleCommand({ Rule: "paid", EventBusName: "shop" }),
    );
    expect(Targets).toEqual([]);
  });

  test("names what does not exist or is not valid", async () => {
    const failures: readonly (readonly [Promise<unknown>, string, string])[] = [
      [
        client.send(new DescribeEventBusCommand({ Name: "x" })),
        "ResourceNotFoundException",
        "Event bus x does not exist.",
      ],
      [
        client.send(new DescribeRuleCommand({ Name: "x" })),
        "ResourceNotFoundException",
        "Rule x does not exist on EventBus default.",
      ],
      [
        client.send(new CreateEventBusCommand({ Name: "shop" })),
        "ResourceAlreadyExistsException",
        "Event bus shop already exists.",
      ],
      [
        client.send(new PutRuleCommand({ Name: "x", EventPattern: '{"a":"b"}' })),
        "InvalidEventPatternException",
        'Event pattern is not valid. Reason: "a" must be an object or an array',
      ],
      [
        client.send(new TestEventPatternCommand({ EventPattern: '{"a":["b"]}', Event: "{}" })),
        "ValidationException",
        "Parameter Event is not valid.",
      ],
    ];
    for (const [sent, name, message] of failures) await expect(sent).rejects.toMatchObject({ name, message });
    await route({});
    const deletion = client.send(new DeleteRuleCommand({ Name: "paid", EventBusName: "shop" }));
    await expect(deletion).rejects.toMatchObject({ message: "Rule can't be deleted since it has targets." });
    const { EventBuses } = await client.send(new ListEventBusesCommand({ Limit: 1 }));
    expect(EventBuses?.map(({ Name }) => Name)).toEqual(["default"]);
  });

  test("refuses an operation that it does not have", async () => {
    const headers = { "x-amz-target": "AWSEvents.CreateConnection" };
    const response = await fetch(server.url, { method: "POST", headers, body: "{}" });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { __type: "UnknownOperationException" },
    ]);
  });
});

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
    });
    await vi.waitFor(() => expect(messages.map(({ body }) => body)).toEqual([original, replayed?.envelope]));
    expect(await server.replay("no-such-event")).toBeUndefined();
  });

  test("StartReplay sends what its archive holds", async () => {
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
