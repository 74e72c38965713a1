import { expect, test } from "vitest";
import { backlogCheck } from "../../../../../src/operate/deployed/doctor/traffic/backlog.ts";
import { queueNameInUrl } from "../../../../../src/operate/deployed/figures/queue-depth.ts";
import { physicalId } from "../../../../../src/operate/deployed/stack/deployed-stack.ts";
import { ids } from "../../../../../src/stack/deployment.ts";
import { type KeptFigure, metricStore } from "../../support/metric-store.ts";
import { recordedBridge, testNow } from "../../support/recorded-bridge.ts";
import { runCheck } from "../../support/run-check.ts";

test("deliveries that wait and throttled functions (CloudWatch's answers are recorded)", async () => {
  const figures: KeptFigure[] = [];
  const { context } = await recordedBridge(metricStore(figures).answers);
  expect(await runCheck(backlogCheck, context)).toEqual([]);
  const [queue] = context.queues;
  const metric = `AWS/SQS ApproximateAgeOfOldestMessage ${queueNameInUrl(queue?.url ?? "")}`;
  // What was late ten minutes ago and is not any more is none.
  figures.push(
    { metric, at: testNow - 10 * 60_000, value: 9_000 },
    { metric, at: testNow - 90_000, value: 1_200 },
  );
  const receive = physicalId(context.stack, ids.receive);
  figures.push({ metric: `AWS/Lambda Throttles ${receive}`, at: testNow - 3_600_000, value: 7 });
  expect(await runCheck(backlogCheck, context)).toMatchObject([
    { level: "warn", text: "The oldest delivery in the queue deliveries has waited for 20 minutes." },
    { level: "warn", text: expect.stringContaining("Lambda throttled `receive` 7 times in the last day") },
  ]);
});
