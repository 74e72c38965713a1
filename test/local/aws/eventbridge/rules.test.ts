import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  ListEventBusesCommand,
  PutRuleCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { expect, test } from "vitest";
import { client, entry, messages, put, route, start, stop } from "./eventbridge-fixture.ts";

test("a disabled rule delivers nothing", async () => {
  await route({});
  await client.send(new DisableRuleCommand({ Name: "paid", EventBusName: "shop" }));
  await put(entry);
  await stop();
  await start();
  expect(messages).toEqual([]);
});

test("errors name what does not exist or is not valid", async () => {
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
      'Event pattern is not valid. Reason: "a" must be an object or an array\n at [Source: (String)"{"a":"b"}"; line: 1, column: 7]',
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
