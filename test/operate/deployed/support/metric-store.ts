import type { Answers } from "./recorded-aws.ts";

/** A query of GetMetricData, as the SDK sends it. */
interface SentQuery {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** A figure as CloudWatch keeps it. */
export interface KeptFigure {
  /** `<namespace> <metric> <value of each dimension>` */
  readonly metric: string;
  readonly at: number;
  readonly value: number;
}

const keyOfQuery = ({ MetricStat: { Metric } }: SentQuery): string =>
  [Metric.Namespace, Metric.MetricName, ...Metric.Dimensions.map(({ Value }) => Value)].join(" ");

/** CloudWatch's answers to GetMetricData for these figures, in periods and in pages. */
export function metricStore(figures: readonly KeptFigure[]): {
  readonly answers: Answers;
  readonly asked: readonly SentQuery[];
} {
  const asked: SentQuery[] = [];
  function resultOf(query: SentQuery, from: number, to: number): object {
    const { Period, Stat } = query.MetricStat;
    const start = (at: number): number => Math.floor(at / Period) * Period;
    const inRange = figures.filter(
      ({ metric, at }) => metric === keyOfQuery(query) && at / 1_000 >= from && at / 1_000 < to,
    );
    const periods = Map.groupBy(inRange, ({ at }) => start(at / 1_000));
    const values = Array.from(periods.values(), (group) =>
      Stat === "Sum"
        ? group.reduce((sum, { value }) => sum + value, 0)
        : Math.max(...group.map(({ value }) => value)),
    );
    return {
      Id: query.Id,
      Label: query.Id,
      Timestamps: [...periods.keys()],
      Values: values,
      StatusCode: "Complete",
    };
  }
  const answers: Answers = {
    GetMetricData({ MetricDataQueries, StartTime, EndTime, NextToken }) {
      const queries = MetricDataQueries as readonly SentQuery[];
      const begin = Number(NextToken ?? 0);
      if (NextToken === undefined) asked.push(...queries);
      const page = queries.slice(begin, begin + 4);
      return {
        MetricDataResults: page.map((query) => resultOf(query, Number(StartTime), Number(EndTime))),
        ...(begin + 4 < queries.length && { NextToken: String(begin + 4) }),
      };
    },
  };
  return { answers, asked };
}
