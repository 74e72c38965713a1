import { expect, it } from "vitest";
import type { DeployedRule } from "../../../../src/operate/deployed/subscriptions/bus-rules.ts";
import { ruleHours } from "../../../../src/operate/deployed/subscriptions/rule-hours.ts";
import { metricStore } from "../support/metric-store.ts";
import { AwsRefusal } from "../support/recorded-aws.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const minute = 60_000;

function ruleOf(name: string, region: string): DeployedRule {
  const arn = `arn:aws:events:${region}:111122223333:event-bus/acme-dev-main`;
  return {
    name,
    arn: `arn:aws:events:${region}:111122223333:rule/acme-dev-main/${name}`,
    bus: {
      name: "main",
      busName: "acme-dev-main",
      arn,
      region,
      account: "111122223333",
      own: true,
      archiveDays: 0,
    },
    isEnabled: true,
    pattern: "{}",
    targets: [],
  };
}

it("adds up the last hour of each rule of the region; a rule of which CloudWatch has nothing did nothing", async () => {
  const metrics = metricStore([
    { metric: "AWS/Events MatchedEvents acme-dev-main builds", at: testNow - 50 * minute, value: 7 },
    { metric: "AWS/Events MatchedEvents acme-dev-main builds", at: testNow - 2 * minute, value: 3 },
    { metric: "AWS/Events MatchedEvents acme-dev-main builds", at: testNow - 90 * minute, value: 100 },
    { metric: "AWS/Events FailedInvocations acme-dev-main builds", at: testNow - 2 * minute, value: 1 },
  ]);
  const { context } = await recordedBridge(metrics.answers);
  const [builds, idle, far] = [
    ruleOf("builds", context.region),
    ruleOf("idle", context.region),
    ruleOf("far", "ap-south-1"),
  ];
  expect(await ruleHours(context, [builds, idle, far])).toEqual(
    new Map([
      [builds.arn, { matched: 10, failed: 1 }],
      [idle.arn, { matched: 0, failed: 0 }],
    ]),
  );
});

it("where CloudWatch may not be asked, the rest of the list is shown without it", async () => {
  const { context } = await recordedBridge({
    GetMetricData() {
      throw new AwsRefusal("AccessDenied", "not authorized");
    },
  });
  expect(await ruleHours(context, [ruleOf("builds", context.region)])).toEqual(new Map());
});
