import type { Deployment } from "../../../deployment.ts";
import type { Properties, Resource, TemplateValue } from "../../../template.ts";
import { alarmActions } from "../alarm-topic.ts";
import { type Advice, alarmDescription } from "./advice.ts";

/** A metric as CloudWatch names it. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, TemplateValue>>;
  readonly statistic: "Sum" | "SampleCount" | "Maximum" | "p99";
}

/** An alarm: it goes off while a metric, or metric math over several, is above a threshold. */
export interface Alarm extends Advice {
  /** Logical id. */
  readonly id: string;
  /** The metrics that it reads. CloudWatch charges for each. */
  readonly metrics: { readonly m1: Metric; readonly m2?: Metric };
  /** Metric math over `m1` and `m2`. Without it, `m1` is compared. */
  readonly expression?: string;
  /** Default 0. */
  readonly threshold?: number;
  /** Length of a period. Default 300. */
  readonly periodSeconds?: number;
  /** Periods that are looked at. Default 1. */
  readonly periods?: number;
  /** How many of them must be above the threshold. Default: all. */
  readonly periodsAbove?: number;
  /** No message when it ends: its end says nothing about the cause. */
  readonly endsSilently?: true;
}

const dimensionsOf = ({ dimensions }: Metric): TemplateValue =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

/** What CloudWatch compares: one metric, or an expression. */
function comparedMetrics({
  metrics: { m1, m2 },
  expression,
  periodSeconds: Period = 300,
}: Alarm): Properties {
  if (expression === undefined)
    return {
      Namespace: m1.namespace,
      MetricName: m1.name,
      Dimensions: dimensionsOf(m1),
      ...(m1.statistic === "p99" ? { ExtendedStatistic: "p99" } : { Statistic: m1.statistic }),
      Period,
    };
  const read = Object.entries({ m1, ...(m2 && { m2 }) }).map(([Id, metric]) => ({
    Id,
    MetricStat: {
      Metric: { Namespace: metric.namespace, MetricName: metric.name, Dimensions: dimensionsOf(metric) },
      Period,
      Stat: metric.statistic,
    },
    ReturnData: false,
  }));
  return { Metrics: [...read, { Id: "watched", Expression: expression, ReturnData: true }] };
}

/** The alarm as a resource. */
export function alarmResource(deployment: Deployment, alarm: Alarm): Resource {
  const { periods = 1, periodsAbove = periods, threshold = 0, endsSilently } = alarm;
  const actions = alarmActions(deployment);
  return {
    Type: "AWS::CloudWatch::Alarm",
    Properties: {
      AlarmDescription: alarmDescription(alarm),
      ...comparedMetrics(alarm),
      EvaluationPeriods: periods,
      DatapointsToAlarm: periodsAbove,
      Threshold: threshold,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: actions,
      ...(!endsSilently && { OKActions: actions }),
    },
  };
}
