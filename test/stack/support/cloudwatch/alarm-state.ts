import { evaluateExpression, type Series } from "./metric-math.ts";

/** A value of a metric at a time in Unix seconds. */
export interface Datapoint {
  readonly at: number;
  readonly value: number;
}

/** A metric in an alarm, its dimensions resolved. */
export interface MetricOfAlarm {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

/** Properties of an AWS::CloudWatch::Alarm, resolved. */
export interface AlarmProperties extends Partial<MetricOfAlarm> {
  readonly AlarmDescription: string;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period?: number;
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: MetricOfAlarm; readonly Period: number; readonly Stat: string };
    readonly ReturnData: boolean;
  }[];
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: "notBreaching" | "breaching" | "ignore" | "missing";
  readonly AlarmActions: readonly string[];
  readonly OKActions?: readonly string[];
}

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What a metric has seen, and what quotas there are. */
export interface Seen {
  readonly datapoints: (metric: MetricOfAlarm) => readonly Datapoint[];
  readonly quotaOf: (metric: MetricOfAlarm) => number | undefined;
}

/** CloudWatch looks at more points than an alarm evaluates. AWS's examples have five for three, and says that the number varies. */
const extraPoints = 2;

function statistic(name: string, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  if (name === "Sum") return values.reduce((sum, value) => sum + value, 0);
  if (name === "SampleCount") return values.length;
  if (name === "Maximum") return Math.max(...values);
  if (name === "p99")
    return values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1];
  throw new Error(`no such statistic: ${name}`);
}

/** A series whose last period ends now: the alarms' windows slide. */
function seriesUntil(
  now: number,
  period: number,
  length: number,
  of: (from: number) => number | undefined,
): Series {
  return Array.from({ length }, (_, index) => of(now - (length - index) * period));
}

function comparedSeries(alarm: AlarmProperties, now: number, seen: Seen): Series {
  const length = alarm.EvaluationPeriods + extraPoints;
  const read = (metric: MetricOfAlarm, period: number, stat: string): Series => {
    const all = seen.datapoints(metric);
    return seriesUntil(now, period, length, (from) =>
      statistic(
        stat,
        all.filter(({ at }) => at >= from && at < from + period).map(({ value }) => value),
      ),
    );
  };
  const { Namespace, MetricName, Dimensions = [], Period = 0 } = alarm;
  if (Namespace !== undefined && MetricName !== undefined)
    return read(
      { Namespace, MetricName, Dimensions },
      Period,
      alarm.Statistic ?? alarm.ExtendedStatistic ?? "",
    );
  const { Metrics = [] } = alarm;
  const stats = Metrics.flatMap(({ Id, MetricStat }) => (MetricStat ? [{ Id, ...MetricStat }] : []));
  const [result, ...others] = Metrics.filter(({ ReturnData }) => ReturnData);
  if (result?.Expression === undefined || others.length > 0) throw new Error("one expression is wanted");
  const quotas = stats.flatMap(({ Id, Metric }) => {
    const quota = seen.quotaOf(Metric);
    return quota === undefined ? [] : [[Id, quota] as const];
  });
  return evaluateExpression(result.Expression, {
    metrics: Object.fromEntries(
      stats.map(({ Id, Metric, Period: period, Stat }) => [Id, read(Metric, period, Stat)]),
    ),
    quotas: Object.fromEntries(quotas),
  });
}

/**
 * The state of an alarm, as AWS says under "How alarm state is evaluated when data is missing": the newest points that there are; only if they are
 * fewer than the alarm evaluates, missing ones are filled in.
 */
export function alarmState(alarm: AlarmProperties, now: number, seen: Seen, before: AlarmState): AlarmState {
  if (alarm.ComparisonOperator !== "GreaterThanThreshold")
    throw new Error("only GreaterThanThreshold is played");
  const { EvaluationPeriods: periods, DatapointsToAlarm, Threshold } = alarm;
  const present = comparedSeries(alarm, now, seen).filter((value) => value !== undefined);
  const breaching = present.slice(-periods).filter((value) => value > Threshold).length;
  const missing = Math.max(0, periods - present.length);
  // AWS: alarms on this namespace ignore missing data, whatever they say.
  const treatment = alarm.Namespace === "AWS/DynamoDB" ? "ignore" : alarm.TreatMissingData;
  if (missing > 0 && present.length === 0) {
    if (treatment === "ignore") return before;
    if (treatment === "missing") return "INSUFFICIENT_DATA";
  }
  if (missing > 0 && treatment === "ignore" && breaching > 0) return before;
  const filled = treatment === "breaching" ? missing : 0;
  return breaching + filled >= DatapointsToAlarm ? "ALARM" : "OK";
}
