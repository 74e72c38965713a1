import { expect, test } from "vitest";
import { concurrencyCheck } from "../../../../../src/operate/deployed/doctor/stack/concurrency.ts";
import { metricStore } from "../../support/metric-store.ts";
import { recordedBridge, testNow } from "../../support/recorded-bridge.ts";
import { runCheck } from "../../support/run-check.ts";

const hourMs = 3_600_000;
const all = "AWS/Lambda ConcurrentExecutions";

test.each([
  ["a new account's ten", 10, 2, ["runs 10 functions at once in this account"]],
  ["a peak of a little less than 80 %", 1_000, 799, []],
  [
    "a peak near the limit",
    1_000,
    800,
    ["ran 800 times at once in the last two weeks; Lambda's limit is 1000"],
  ],
  ["both", 50, 50, ["runs 50 functions", "ran 50 times at once"]],
])("%s (Lambda's and CloudWatch's answers are recorded)", async (_, limit, peak, texts) => {
  const { answers } = metricStore([
    { metric: all, at: testNow - 2 * hourMs, value: peak },
    { metric: all, at: testNow - 15 * 24 * hourMs, value: 5_000 },
  ]);
  const GetAccountSettings = () => ({
    AccountLimit: { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: limit },
  });
  const { context } = await recordedBridge({ ...answers, GetAccountSettings });
  expect(await runCheck(concurrencyCheck, context)).toMatchObject(
    texts.map((text) => ({
      level: "warn",
      text: expect.stringContaining(text),
      remedy: expect.stringMatching(/quota/),
    })),
  );
});

test("an answer without limits is said (Lambda's answer is recorded)", async () => {
  const { context } = await recordedBridge({ GetAccountSettings: () => ({}) });
  expect(await runCheck(concurrencyCheck, context)).toEqual({ skipped: "Lambda's answer has no limits." });
});
