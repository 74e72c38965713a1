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
import type { SeriesPoint } from "../figures/read-metrics.ts";
import { matchedAt, usePeriodSeconds, useStart } from "./matched-at.ts";
import { clientSettingsOf } from "./open-stage-secrets.ts";

const mostDays = 62;

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
      Period: usePeriodSeconds,
      Stat: "Sum",
    },
  }));
}

function pointsIn(results: readonly MetricDataResult[], metric: BridgeMetric): readonly SeriesPoint[] {
  return results
    .filter(({ Id }) => Id === metric)
    .flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((time, at) => ({ at: time.getTime(), value: Values[at] ?? 0 })),
    );
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
    const start = useStart(sinceMs, now() - mostDays * 24 * 3_600_000);
    if (start >= now())
      return { unknown: "The new secret was stored only now. Metrics tell from ten minutes on." };
    const results = await readMetrics(client, useQueries(deployment, source), start, now());
    return {
      from,
      ...matchedAt(pointsIn(results, "accepted"), pointsIn(results, "olderSecretMatched"), now()),
    };
  };
}
