import { ListTargetsByRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { describe, expect, test } from "vitest";
import { account, client, queue, region, route } from "../eventbridge-fixture.ts";

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

async function expectRefused(target: object, message: string): Promise<void> {
  await expect(route(target)).rejects.toMatchObject({ name: "ValidationException", message });
  const rule = { Rule: "paid", EventBusName: "shop" };
  const { Targets } = await client.send(new ListTargetsByRuleCommand(rule));
  expect(Targets).toEqual([]);
}

describe("PutTargets refuses what is not delivered to, by name", () => {
  test.each([
    [arn("lambda", "function:orders"), "an AWS Lambda function"],
    [arn("firehose", "deliverystream/orders"), "an Amazon Data Firehose stream"],
    [arn("events", "api-destination/crm/0f3c"), "an API destination"],
    [arn("logs", "log-group:/aws/events/orders"), "an Amazon CloudWatch Logs log group"],
    [arn("sns", "orders"), "an Amazon SNS topic"],
    [arn("kinesis", "stream/orders"), "an Amazon Kinesis data stream"],
    [arn("appstream", "fleet/orders"), 'a resource of "appstream"'],
  ])("%s", async (Arn, name) => {
    await expectRefused(
      { Arn },
      `Target queue is ${name} (${Arn}). The local EventBridge delivers to Amazon SQS queues, event buses and state machines only.`,
    );
  });

  test("an event bus that is not here", async () => {
    const Arn = arn("events", "event-bus/central");
    await expectRefused(
      { Arn },
      `Target queue is the event bus central, which the local EventBridge does not have (${Arn}).`,
    );
  });

  test("a queue of another partition is a queue", async () => {
    await route({ Arn: queue.replace("arn:aws:", "arn:aws-cn:") });
  });
});

describe("PutTargets refuses what AWS refuses", () => {
  const failed = (setting: string, constraint: string): string =>
    `1 validation error detected: ${setting} failed to satisfy constraint: Member must have ${constraint}`;

  test.each([
    [
      { MaximumRetryAttempts: -1 },
      "Value '-1' at 'targets.1.member.retryPolicy.maximumRetryAttempts'",
      "value greater than or equal to 0",
    ],
    [
      { MaximumRetryAttempts: 186 },
      "Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts'",
      "value less than or equal to 185",
    ],
    [
      { MaximumEventAgeInSeconds: 59 },
      "Value '59' at 'targets.1.member.retryPolicy.maximumEventAgeInSeconds'",
      "value greater than or equal to 60",
    ],
    [
      { MaximumEventAgeInSeconds: 86_401 },
      "Value '86401' at 'targets.1.member.retryPolicy.maximumEventAgeInSeconds'",
      "value less than or equal to 86400",
    ],
  ])("the retry policy %j", async (RetryPolicy, setting, constraint) => {
    await expectRefused({ RetryPolicy }, failed(setting, constraint));
  });

  test.each([
    { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
  ])("but not %j", async (RetryPolicy) => {
    await route({ RetryPolicy });
  });

  test.each([
    ["orders", "Parameter orders is not valid. Reason: Provided Arn is not in correct format."],
    [`${queue}.fifo`, "Parameter(s) SqsParameters must be specified for target: queue."],
  ])("the ARN %s", async (Arn, message) => {
    await expectRefused({ Arn }, message);
  });

  test.each([arn("sns", "dead"), `${queue}.fifo`])("the dead-letter queue %s", async (Arn) => {
    await expectRefused(
      { DeadLetterConfig: { Arn } },
      `The dead-letter queue of target queue must be a standard Amazon SQS queue, and ${Arn} is not.`,
    );
  });

  test("a sixth target, and a request without any", async () => {
    await route({});
    const put = (count: number) =>
      client.send(
        new PutTargetsCommand({
          Rule: "paid",
          EventBusName: "shop",
          Targets: Array.from({ length: count }, (_, index) => ({ Id: `more-${index}`, Arn: queue })),
        }),
      );
    await put(4);
    await expect(put(5)).rejects.toMatchObject({
      name: "LimitExceededException",
      message: "The requested resource exceeds the maximum number allowed.",
    });
    await expect(put(0)).rejects.toMatchObject({
      message: failed("Value at 'targets'", "length greater than or equal to 1"),
    });
  });
});
