import { expect, test } from "vitest";
import { deadlinesCheck } from "../../../../../src/operate/deployed/doctor/traffic/deadlines.ts";
import { silenceCheck } from "../../../../../src/operate/deployed/doctor/traffic/silence.ts";
import { metricStore } from "../../support/metric-store.ts";
import { recordedBridge, testNow } from "../../support/recorded-bridge.ts";
import { runCheck } from "../../support/run-check.ts";

const hourMs = 3_600_000;
const share = "Hookbridge/acme-dev deadlineShare receive acme-slack";
const accepted = "Hookbridge/acme-dev accepted receive acme-slack";

test.each([
  [20, []],
  [60, [{ level: "warn", text: expect.stringContaining("took 60 % of its vendor's 3 s or more") }]],
  [95, [{ level: "bad" }]],
])("a worst hour of %i %% of the time limit (CloudWatch's answers are recorded)", async (value, findings) => {
  const { answers } = metricStore([
    { metric: share, at: testNow - 2 * hourMs, value },
    { metric: share, at: testNow - 30 * hourMs, value: 400 },
  ]);
  const { context } = await recordedBridge(answers);
  expect(await runCheck(deadlinesCheck, context)).toMatchObject(findings);
});

test("a source that has been silent for longer than usual (CloudWatch's answers are recorded)", async () => {
  const hours = Array.from({ length: 40 }, (_, index) => testNow - (20 + 3 * index) * hourMs);
  const { answers } = metricStore(hours.map((at) => ({ metric: accepted, at, value: 1 })));
  const { context } = await recordedBridge(answers);
  expect(await runCheck(silenceCheck, context)).toMatchObject([
    {
      level: "warn",
      text: "acme-slack has sent nothing for 19 h; its longest silence in the four weeks before was 3 h.",
    },
  ]);
});
