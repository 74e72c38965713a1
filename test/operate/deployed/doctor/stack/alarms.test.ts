import { expect, test } from "vitest";
import { alarmsCheck } from "../../../../../src/operate/deployed/doctor/stack/alarms.ts";
import type { Answers } from "../../support/recorded-aws.ts";
import { recordedBridge } from "../../support/recorded-bridge.ts";
import { runCheck } from "../../support/run-check.ts";

const topic = "arn:aws:sns:eu-west-1:111122223333:acme-dev-topic";
const alarm = (id: string, more: object = {}) => ({
  AlarmName: `acme-dev-${id}-1A2B3C`,
  AlarmDescription: `It is ${id}. Likely: x. Do: y. Run: npx hookbridge dead-letters list`,
  StateValue: "OK",
  ActionsEnabled: true,
  AlarmActions: [topic],
  ...more,
});

const answers = (
  alarms: readonly { readonly StateValue: string }[],
  confirmed: number,
  pending = 0,
): Answers => ({
  DescribeAlarms: ({ StateValue }) => ({
    MetricAlarms: alarms.filter((each) => StateValue === undefined || each.StateValue === StateValue),
  }),
  GetTopicAttributes: () =>
    `<GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><GetTopicAttributesResult><Attributes><entry><key>SubscriptionsConfirmed</key><value>${confirmed}</value></entry><entry><key>SubscriptionsPending</key><value>${pending}</value></entry></Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>`,
});

test("alarms that are as they should be (CloudWatch's and SNS's answers are recorded)", async () => {
  const { context } = await recordedBridge(answers([alarm("DeadLettersAlarm")], 1));
  expect(await runCheck(alarmsCheck, context)).toEqual([]);
});

test("alarms that are on, that tell nobody, and a topic to which nobody listens (recorded answers)", async () => {
  const alarms = [
    alarm("DeadLettersAlarm", { StateValue: "ALARM", StateUpdatedTimestamp: 1_796_039_000 }),
    alarm("FailedAlarm", { ActionsEnabled: false }),
    alarm("SilentAlarm", { AlarmActions: [] }),
  ];
  const { context } = await recordedBridge(answers(alarms, 0, 1));
  expect(await runCheck(alarmsCheck, context)).toMatchObject([
    {
      level: "bad",
      text: expect.stringContaining("It is DeadLettersAlarm"),
      command: "npx hookbridge dead-letters list",
    },
    { level: "warn", text: expect.stringContaining("2 of 3 alarms tell nobody when they go off") },
    { level: "warn", text: expect.stringContaining("and 1 that waits for its confirmation") },
  ]);
});

test("a stack without alarms (recorded answers)", async () => {
  const { context } = await recordedBridge(answers([], 0));
  expect(await runCheck(alarmsCheck, context)).toMatchObject([
    { level: "warn", text: expect.stringContaining("The stack has no alarms") },
  ]);
});
