import { CreateEventBusCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { expect, test, vi } from "vitest";
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
} from "../eventbridge-fixture.ts";

const busArn = (name: string): string => `arn:aws:events:${region}:${account}:event-bus/${name}`;
const makeBus = (Name: string) => client.send(new CreateEventBusCommand({ Name }));

async function ruleOn(EventBusName: string, Arn: string): Promise<void> {
  const rule = { Name: "all", EventBusName, EventPattern: '{"source":["com.acme"]}' };
  await client.send(new PutRuleCommand(rule));
  const Targets = [{ Id: "target", Arn }];
  await client.send(new PutTargetsCommand({ Rule: "all", EventBusName, Targets }));
}

const events = () => server.events({ after: 0, limit: 10 });

test("an event goes to another bus as it is, and its rules take it", async () => {
  await makeBus("central");
  await route({ Arn: busArn("central") });
  await ruleOn("central", queue);
  await put(entry);
  await vi.waitFor(() => expect(messages).toHaveLength(1), { timeout: 5_000 });
  const [first, second] = events();
  expect([first?.bus, second?.bus]).toEqual(["shop", "central"]);
  expect({ id: second?.id, envelope: second?.envelope }).toEqual({
    id: first?.id,
    envelope: first?.envelope,
  });
  expect(messages[0]?.body).toBe(first?.envelope);
  expect(server.results(first?.seq ?? 0)).toMatchObject([{ target: "queue", state: "delivered" }]);
});

test("an event goes over one bus only, so that two that name each other end", async () => {
  await makeBus("central");
  await route({ Arn: busArn("central") });
  await ruleOn("central", busArn("shop"));
  await put(entry);
  await vi.waitFor(() => expect(events().map(({ bus }) => bus)).toEqual(["shop", "central"]), {
    timeout: 5_000,
  });
  await put({ ...entry, EventBusName: "central" });
  await vi.waitFor(
    () => expect(events().map(({ bus }) => bus)).toEqual(["shop", "central", "central", "shop"]),
    { timeout: 5_000 },
  );
});

test("a replayed event is one on the other bus too", async () => {
  await makeBus("central");
  await route({ Arn: busArn("central") });
  await put(entry);
  await vi.waitFor(() => expect(events()).toHaveLength(2), { timeout: 5_000 });
  await server.replay(events()[0]?.id ?? "", "again");
  await vi.waitFor(() => expect(events()).toHaveLength(4), { timeout: 5_000 });
  expect(events().map(({ bus, replay }) => [bus, replay])).toEqual([
    ["shop", null],
    ["central", null],
    ["shop", "again"],
    ["central", "again"],
  ]);
});

test("the execution of a state machine waits in the queue of its name", async () => {
  const Arn = `arn:aws:states:${region}:${account}:stateMachine:new-ticket`;
  await route({ Arn, Id: "queue", InputPath: "$.detail" });
  await put(entry);
  await vi.waitFor(
    () =>
      expect(messages).toEqual([
        { arn: `arn:aws:sqs:${region}:${account}:new-ticket`, body: entry.Detail, attributes: undefined },
      ]),
    { timeout: 5_000 },
  );
});

test("a bus takes no other input than the event", async () => {
  await makeBus("central");
  await expect(route({ Arn: busArn("central"), InputPath: "$.detail" })).rejects.toMatchObject({
    name: "ValidationException",
    message: "Input, InputPath and InputTransformer can't be used with the event bus of target queue.",
  });
});
