import {
  type CloudWatchClient,
  type MetricDataQuery,
  paginateGetMetricData,
} from "@aws-sdk/client-cloudwatch";
import { askAws } from "../ask-aws.ts";

/** GetMetricData takes 500 queries in a call. */
const queriesInCall = 500;

/** A series of figures to read. */
export interface SeriesQuery {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Maximum`, `p99` … */
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** A figure and the start of its period, in ms since 1970. */
export interface SeriesPoint {
  readonly at: number;
  readonly value: number;
}

/** When a range begins and ends, in ms since 1970. */
export interface FigureRange {
  readonly from: number;
  readonly to: number;
}

const dataQuery = (query: SeriesQuery, index: number): MetricDataQuery => ({
  // An id begins with a small letter.
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: query.namespace,
      MetricName: query.metric,
      Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: query.periodSeconds,
    Stat: query.statistic,
  },
  ReturnData: true,
});

/** Where metrics are read. */
export interface MetricsPlace {
  readonly stackName: string;
  readonly clients: { readonly cloudWatch: CloudWatchClient };
}

async function readCall(
  { clients }: MetricsPlace,
  queries: readonly MetricDataQuery[],
  { from, to }: FigureRange,
): Promise<ReadonlyMap<string, readonly SeriesPoint[]>> {
  const found = new Map<string, readonly SeriesPoint[]>();
  const input = { MetricDataQueries: [...queries], StartTime: new Date(from), EndTime: new Date(to) };
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client: clients.cloudWatch }, input))
    for (const { Id = "", Timestamps = [], Values = [] } of MetricDataResults) {
      const points = Timestamps.map((time, index) => ({ at: time.getTime(), value: Values[index] ?? 0 }));
      found.set(Id, [...(found.get(Id) ?? []), ...points]);
    }
  return found;
}

/**
 * Reads metrics of CloudWatch, as many at once as it takes.
 * @returns the points of each query, in the order of the queries
 * @throws BridgeError `aws-failed`
 */
export function readSeries(
  place: MetricsPlace,
  queries: readonly SeriesQuery[],
  range: FigureRange,
): Promise<readonly (readonly SeriesPoint[])[]> {
  return askAws(`read the metrics of ${place.stackName}`, async () => {
    const all = queries.map(dataQuery);
    const calls = Array.from({ length: Math.ceil(all.length / queriesInCall) }, (_, index) =>
      readCall(place, all.slice(index * queriesInCall, (index + 1) * queriesInCall), range),
    );
    const found = new Map((await Promise.all(calls)).flatMap((answer) => [...answer]));
    return all.map(({ Id = "" }) => found.get(Id) ?? []);
  });
}
