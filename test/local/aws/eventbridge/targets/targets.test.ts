import { ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { describe, expect, test, vi } from "vitest";
import { client, entry, messages, put, queue, route, server } from "../eventbridge-fixture.ts";

describe("targets", () => {
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
});
