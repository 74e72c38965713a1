import { expect, test } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { secretReadsCheck } from "../../../../src/operate/deployed/doctor/secret-reads.ts";
import { slack } from "../../../../src/providers/index.ts";
import { metricStore } from "../support/metric-store.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";
import { runCheck } from "../support/run-check.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `acme-${index}`);
const bridgeOf = (count: number, store?: "secrets-manager") =>
  defineBridge({
    name: "acme",
    buses: { events: {} },
    sources: Object.fromEntries(
      names(count).map((name) => [name, { provider: slack, bus: "events" as const }]),
    ),
    ...(store && { deployment: { secrets: { store } } }),
  });

const answersFor = (peak: number, throughput: string) => {
  const metric = "AWS/Lambda ConcurrentExecutions acme-dev-receivelambdafunction";
  const { answers } = metricStore([{ metric, at: testNow - 3_600_000, value: peak }]);
  return { ...answers, GetServiceSetting: () => ({ ServiceSetting: { SettingValue: throughput } }) };
};

test.each([
  ["80 starts with one read each", 5, 80, "false", []],
  [
    "one more",
    5,
    81,
    "false",
    ["81 times at once in the last two weeks, and each start reads its secrets in 1 call"],
  ],
  ["41 starts with two reads each", 11, 41, "false", ["in 2 calls"]],
  ["no more than three reads, however many sources", 45, 27, "false", ["in 3 calls"]],
  ["higher throughput", 5, 500, "true", []],
])(
  "%s (CloudWatch's and Parameter Store's answers are recorded)",
  async (_, count, peak, throughput, texts) => {
    const { context } = await recordedBridge(answersFor(peak, throughput), { bridge: bridgeOf(count) });
    expect(await runCheck(secretReadsCheck, context)).toMatchObject(
      texts.map((text) => ({ level: "warn", text: expect.stringContaining(text) })),
    );
  },
);

test("Secrets Manager keeps up: nothing is asked of AWS", async () => {
  const { context, aws } = await recordedBridge({}, { bridge: bridgeOf(1, "secrets-manager") });
  const before = aws.calls.length;
  expect(await runCheck(secretReadsCheck, context)).toEqual({
    skipped: "The secrets are in Secrets Manager, which can.",
  });
  expect(aws.calls).toHaveLength(before);
});
