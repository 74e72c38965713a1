import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import type { DeployedContext } from "../../../../src/operate/deployed/context.ts";
import { deployedOverview } from "../../../../src/operate/deployed/figures/overview.ts";
import type { Overview } from "../../../../src/operate/state.ts";
import { slack } from "../../../../src/providers/index.ts";
import { addRefused } from "../support/deployed-lines.ts";
import { logStore } from "../support/log-store.ts";
import { type KeptFigure, metricStore } from "../support/metric-store.ts";
import { type Answers, AwsRefusal } from "../support/recorded-aws.ts";
import { recordedBridge, testNow } from "../support/recorded-bridge.ts";

const hour = 3_600_000;
const range = { from: testNow - hour, to: testNow };
const own = "Hookbridge/acme-dev";

const figure = (metric: string, at: number, value: number): KeptFigure => ({ metric, at, value });
const minutesAgo = (minutes: number): number => testNow - minutes * 60_000;

const figures: readonly KeptFigure[] = [
  figure(`${own} accepted receive`, minutesAgo(50), 3),
  figure(`${own} accepted receive`, minutesAgo(50) + 1_000, 1),
  figure(`${own} accepted receive`, minutesAgo(10), 2),
  figure(`${own} authenticationFailures receive`, minutesAgo(10), 4),
  figure(`${own} oversize receive`, minutesAgo(9), 1),
  figure(`${own} failed receive`, minutesAgo(9), 1),
  figure(`${own} eventsPublished publish`, minutesAgo(9), 7),
  figure(`${own} eventsDuplicate publish`, minutesAgo(9), 2),
  figure(`${own} receiveDuration receive acme-slack`, minutesAgo(9), 812.4),
  figure(`${own} publishAge publish acme-slack`, minutesAgo(9), 1_940.6),
  // Before the range.
  figure(`${own} accepted receive`, minutesAgo(90), 100),
];

/** What SQS says of each queue, by the end of its name. */
const queueAnswers: Answers = {
  GetQueueAttributes({ QueueUrl }) {
    const isDead = String(QueueUrl).includes("DeadLetter");
    return {
      Attributes: {
        ApproximateNumberOfMessages: isDead ? "2" : "5",
        ApproximateNumberOfMessagesNotVisible: isDead ? "1" : "0",
        ApproximateNumberOfMessagesDelayed: "0",
      },
    };
  },
};

const alarmAnswers: Answers = {
  DescribeAlarms({ AlarmNames, StateValue, AlarmTypes }) {
    expect([StateValue, AlarmTypes]).toEqual(["ALARM", ["MetricAlarm"]]);
    expect((AlarmNames as readonly string[]).length).toBeLessThanOrEqual(100);
    return {
      MetricAlarms: [
        {
          AlarmName: "acme-dev-OlderSecretAlarm-1A2B3C",
          AlarmDescription:
            "An older secret still matches. Likely: a rotation. Do: end it. Query in /aws/lambda/acme-dev-receive: filter x",
          StateValue: "ALARM",
          StateUpdatedTimestamp: minutesAgo(30) / 1_000,
        },
        {
          AlarmName: "acme-dev-DeadLettersAlarm-1A2B3C",
          AlarmDescription:
            "Deliveries are dead letters. Likely: a bug. Do: look. Run: aws sqs receive-message --queue-url q",
          StateValue: "ALARM",
          StateUpdatedTimestamp: minutesAgo(20) / 1_000,
          StateTransitionedTimestamp: minutesAgo(25) / 1_000,
        },
        { AlarmName: "somebody-elses", StateValue: "ALARM" },
      ],
    };
  },
};

const overviewOf = (context: DeployedContext, of = range): Promise<Overview> => deployedOverview(context)(of);

describe("figures of a deployed bridge, with CloudWatch and SQS answered by a recorded server", () => {
  it("are sums of metrics, queues as SQS has them now, alarms that are on, and reasons out of the log", async () => {
    const logs = logStore();
    for (const number of [1, 2, 3]) addRefused(logs, minutesAgo(number), number);
    addRefused(logs, minutesAgo(4), 4, { reason: "timestamp-stale" });
    const metrics = metricStore([
      ...figures,
      figure("AWS/SQS ApproximateAgeOfOldestMessage acme-dev-DeliveryQueue-1A2B3C", minutesAgo(2), 45),
      figure("AWS/SQS ApproximateAgeOfOldestMessage acme-dev-DeliveryQueue-1A2B3C", minutesAgo(5), 300),
      figure("AWS/SQS ApproximateNumberOfMessagesVisible acme-dev-DeliveryQueue-1A2B3C", minutesAgo(5), 31),
    ]);
    const { context } = await recordedBridge({
      ...logs.answers,
      ...metrics.answers,
      ...queueAnswers,
      ...alarmAnswers,
    });
    const overview = await overviewOf(context);
    expect(overview).toMatchObject({
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      accepted: 6,
      refused: 5,
      failed: 1,
      published: 7,
      duplicates: 2,
      deadLetters: 3,
      alarms: { on: 2, all: expect.any(Number) },
      queue: {
        waiting: 5,
        oldestSeconds: 45,
        names: [expect.stringContaining("DeliveryQueue")],
      },
      publishP99Ms: 1_941,
      reasons: [
        { reason: "signature-mismatch", count: 3, sources: ["acme-slack"] },
        { reason: "timestamp-stale", count: 1, sources: ["acme-slack"] },
      ],
      answers: [{ source: "acme-slack", p50Ms: 812, p99Ms: 812, deadlineSeconds: 3 }],
      note: expect.stringContaining("up to 1 min late"),
    });
    expect(overview.attention).toEqual([
      {
        level: "bad",
        about: { kind: "dead-letters" },
        text: "Deliveries are dead letters. Likely: a bug. Do: look.",
        since: new Date(minutesAgo(25)).toISOString(),
        command: "aws sqs receive-message --queue-url q",
      },
      {
        level: "warn",
        about: { kind: "alarm" },
        text: "An older secret still matches. Likely: a rotation. Do: end it.",
        since: new Date(minutesAgo(30)).toISOString(),
        command: "npx hookbridge doctor --stage dev",
      },
    ]);
    expect(overview.queue.series?.filter(({ oldestSeconds }) => oldestSeconds !== undefined)).toEqual([
      { at: "2026-11-30T11:55:00.000Z", waiting: 31, oldestSeconds: 300 },
      { at: "2026-11-30T11:58:00.000Z", oldestSeconds: 45 },
    ]);
    expect(overview.queue.series?.map(({ at }) => at)).toEqual(overview.series.map(({ at }) => at));
    expect(overview.series).toHaveLength(61);
    expect(overview.series.filter(({ accepted, refused }) => accepted + refused > 0)).toEqual([
      { at: "2026-11-30T11:10:00.000Z", accepted: 4, refused: 0 },
      { at: "2026-11-30T11:50:00.000Z", accepted: 2, refused: 4 },
      { at: "2026-11-30T11:51:00.000Z", accepted: 0, refused: 1 },
    ]);
  });

  it("are read once a minute, and reasons once in five: a page that refreshes must not pay for each time", async () => {
    let now = testNow;
    const logs = logStore();
    addRefused(logs, minutesAgo(1), 1);
    const { context, aws } = await recordedBridge(
      { ...logs.answers, ...metricStore(figures).answers, ...queueAnswers, ...alarmAnswers },
      { now: () => now },
    );
    const overview = deployedOverview(context);
    const callsOf = (operation: string): number =>
      aws.calls.filter((call) => call.operation === operation).length;
    const seen: (readonly number[])[] = [];
    for (const passed of [0, 5_000, 20_000, 40_000, 240_000]) {
      now += passed;
      await overview({ from: now - hour, to: now });
      seen.push([callsOf("DescribeAlarms"), callsOf("StartQuery")]);
    }
    expect(seen).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  it("have no query of the log where nothing was refused, and say where alarms may not be read", async () => {
    const logs = logStore();
    const { context } = await recordedBridge({
      ...logs.answers,
      ...metricStore([]).answers,
      ...queueAnswers,
      DescribeAlarms() {
        throw new AwsRefusal(
          "AccessDenied",
          "User: x is not authorized to perform: cloudwatch:DescribeAlarms",
          403,
        );
      },
    });
    const overview = await overviewOf(context, { from: testNow - 24 * hour, to: testNow });
    expect(overview).toMatchObject({ accepted: 0, refused: 0, reasons: [], queue: { waiting: 5 } });
    expect(overview.queue).not.toHaveProperty("oldestSeconds");
    expect(overview.answers).toEqual([{ source: "acme-slack", deadlineSeconds: 3 }]);
    expect(overview.attention).toEqual([
      {
        level: "warn",
        text: "AWS does not allow these credentials cloudwatch:DescribeAlarms, so it can't read the alarms of acme-dev.",
        command: expect.stringContaining("docs/operator-permissions.md"),
      },
    ]);
    expect(logs.queries).toEqual([]);
    expect(overview.series).toHaveLength(97);
  });

  it("by source are left out where the deployment has totals only", async () => {
    const bridge = defineBridge({
      name: "acme",
      buses: { events: {} },
      sources: { "acme-slack": { provider: slack, bus: "events" } },
      deployment: { metrics: "totals" },
    });
    const metrics = metricStore(figures);
    const { context } = await recordedBridge(
      { ...logStore().answers, ...metrics.answers, ...queueAnswers, ...alarmAnswers },
      { bridge },
    );
    const overview = await overviewOf(context);
    expect(overview).toMatchObject({ accepted: 6, answers: [] });
    expect(overview.note).toContain('`metrics: "totals"`');
    expect(metrics.asked.every(({ MetricStat: { Metric } }) => Metric.Dimensions.length === 1)).toBe(true);
  });

  it("of 300 sources are read in calls that CloudWatch takes, and failed deployments are told", async () => {
    const names = Array.from({ length: 300 }, (_, index) => `source-${index}`);
    const bridge = defineBridge({
      name: "acme",
      buses: { events: {} },
      sources: Object.fromEntries(names.map((name) => [name, { provider: slack, bus: "events" } as const])),
    });
    const { context, aws } = await recordedBridge(
      {
        ...metricStore([figure(`${own} receiveDuration receive source-299`, minutesAgo(9), 2_500)]).answers,
        ...queueAnswers,
        ...alarmAnswers,
      },
      { bridge },
    );
    const failed = { ...context, stack: { ...context.stack, status: "UPDATE_ROLLBACK_COMPLETE" } };
    const { answers, attention } = await overviewOf(failed);
    expect(answers).toHaveLength(300);
    expect(answers[0]).toMatchObject({ source: "source-299", p99Ms: 2_500 });
    const sizes = aws.calls
      .filter(({ operation }) => operation === "GetMetricData")
      .map(({ input }) => (input.MetricDataQueries as readonly unknown[]).length);
    expect(Math.max(...sizes)).toBe(500);
    expect(attention[0]).toMatchObject({
      level: "bad",
      text: "The last deployment of acme-dev failed: CloudFormation says UPDATE_ROLLBACK_COMPLETE.",
    });
  });
});
