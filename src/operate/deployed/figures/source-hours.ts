import { BridgeError } from "../../../core/errors.ts";
import type { BridgeMetric } from "../../../core/logs/metrics.ts";
import type { SourceRow } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { isBySource, namespaceOfContext } from "./metric-place.ts";
import { readSeries, type SeriesQuery } from "./read-metrics.ts";

const oneHourMs = 3_600_000;

/** What is added up for each source. Refusals of other kinds are in the log only. */
const countedInHour = [
  "accepted",
  "authenticationFailures",
  "oversize",
] as const satisfies readonly BridgeMetric[];

/**
 * Counts what came to each source in the last hour, by the metrics of `receive`: the log has only a share of what was accepted, perhaps, and
 * costs by the byte.
 * @returns undefined where metrics have no sources, or may not be read
 */
export async function sourceHours(
  context: DeployedContext,
  sources: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<SourceRow["lastHour"]>> | undefined> {
  if (!isBySource(context) || sources.length === 0) return undefined;
  const to = context.now();
  const queries = sources.flatMap((source) =>
    countedInHour.map(
      (metric): SeriesQuery => ({
        namespace: namespaceOfContext(context),
        metric,
        dimensions: { service: "receive", source },
        statistic: "Sum",
        periodSeconds: 60,
      }),
    ),
  );
  try {
    const series = await readSeries(context, queries, { from: to - oneHourMs, to });
    const sums = series.map((points) => points.reduce((sum, { value }) => sum + value, 0));
    return new Map(
      sources.map((source, index) => {
        const [accepted = 0, failures = 0, oversize = 0] = sums.slice(index * countedInHour.length);
        return [source, { accepted, refused: failures + oversize }];
      }),
    );
  } catch (error) {
    if (error instanceof BridgeError) return undefined;
    throw error;
  }
}
