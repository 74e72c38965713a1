import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import type { BridgeMetric } from "../../../core/logs/metrics.ts";
import type { Deployment } from "../../../stack/deployment.ts";
import { countsBySource, namespaceOf } from "../../../stack/metrics.ts";
import type { SecretUseReader } from "../../secrets/rotation.ts";
import { askAws } from "../ask-aws.ts";
import type { OperatorAccess } from "../clients.ts";
import { clientSettingsOf } from "./open-stage-secrets.ts";

/** Seconds of one figure. CloudWatch keeps figures of five minutes for 63 days. */
const period = 300;
const stepMs = period * 1_000;
const mostDays = 62;
/** A function uses secrets that it has read for up to five minutes. Until then, what it matches as its newest may be an older one. */
const cachedMs = 300_000;

const metricsOfUse = ["accepted", "olderSecretMatched"] as const satisfies readonly BridgeMetric[];

function useQueries(deployment: Deployment, source: string): MetricDataQuery[] {
  const Dimensions = [
    { Name: "service", Value: "receive" },
    ...(countsBySource(deployment) ? [{ Name: "source", Value: source }] : []),
  ];
  return metricsOfUse.map((MetricName) => ({
    Id: MetricName,
    MetricStat: {
      Metric: { Namespace: namespaceOf(deployment), MetricName, Dimensions },
      Period: period,
      Stat: "Sum",
    },
  }));
}

/** CountsByTime by the moment at which their five minutes begin. */
type CountsByTime = ReadonlyMap<number, number>;

function countsIn(results: readonly MetricDataResult[], metric: BridgeMetric): CountsByTime {
  const pages = results.filter(({ Id }) => Id === metric);
  return new Map(
    pages.flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((time, at) => [time.getTime(), Values[at] ?? 0] as const),
    ),
  );
}

/** The end of the last five minutes that have some; undefined where none have. */
function lastOf(counts: CountsByTime, countOf: (start: number, count: number) => number): number | undefined {
  const starts = [...counts].filter(([start, count]) => countOf(start, count) > 0).map(([start]) => start);
  return starts.length === 0 ? undefined : Math.max(...starts) + stepMs;
}

async function readMetrics(
  client: CloudWatchClient,
  queries: MetricDataQuery[],
  start: number,
  end: number,
): Promise<readonly MetricDataResult[]> {
  const results: MetricDataResult[] = [];
  let NextToken: string | undefined;
  do {
    const command = new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: new Date(start),
      EndTime: new Date(end),
      ...(NextToken !== undefined && { NextToken }),
    });
    const page = await askAws("read the metrics", () => client.send(command));
    results.push(...(page.MetricDataResults ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return results;
}

/** The use of a stage's secrets, by the metrics `accepted` and `olderSecretMatched` of its functions. */
export function metricSecretUse(
  deployment: Deployment,
  access: OperatorAccess,
  now: () => number,
): SecretUseReader {
  const client = new CloudWatchClient(clientSettingsOf(access));
  const from = countsBySource(deployment)
    ? "the metrics of the stack"
    : "the metrics of the stack, which count all sources together";
  return async (source, sinceMs) => {
    const earliest = Math.max(sinceMs + cachedMs, now() - mostDays * 24 * 3_600_000);
    const start = Math.ceil(earliest / stepMs) * stepMs;
    if (start >= now())
      return { unknown: "The new secret was stored only now. Metrics tell from ten minutes on." };
    const results = await readMetrics(client, useQueries(deployment, source), start, now());
    const older = countsIn(results, "olderSecretMatched");
    const newestAt = lastOf(countsIn(results, "accepted"), (at, count) => count - (older.get(at) ?? 0));
    const olderAt = lastOf(older, (_, count) => count);
    return {
      from,
      ...(newestAt !== undefined && { newestAt: Math.min(newestAt, now()) }),
      ...(olderAt !== undefined && { olderAt: Math.min(olderAt, now()) }),
    };
  };
}
