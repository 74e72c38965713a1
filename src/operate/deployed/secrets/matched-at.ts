import type { BridgeMetric } from "../../../core/logs/metrics.ts";
import {
  type FigureRange,
  type MetricsPlace,
  readSeries,
  type SeriesPoint,
} from "../figures/read-metrics.ts";

/** Seconds of one figure of how secrets are used. CloudWatch keeps figures of five minutes for 63 days. */
const usePeriodSeconds = 300;
const stepMs = usePeriodSeconds * 1_000;

/** A function uses secrets that it has read for up to five minutes. Until then, what it matches as its newest may be an older one. */
const cachedMs = 300_000;

/** When the first five minutes begin that tell of secrets stored at a moment, in ms since 1970. @param earliest before which is not looked */
export const useStart = (storedAt: number, earliest: number): number =>
  Math.ceil(Math.max(storedAt + cachedMs, earliest) / stepMs) * stepMs;

/** When a source's secrets matched last, in ms since 1970. */
export interface MatchedAt {
  readonly newestAt?: number;
  readonly olderAt?: number;
}

/** The end of the last five minutes that have some; undefined where none have. */
function lastEnd(points: readonly SeriesPoint[], now: number): number | undefined {
  const starts = points.filter(({ value }) => value > 0).map(({ at }) => at);
  return starts.length === 0 ? undefined : Math.min(Math.max(...starts) + stepMs, now);
}

function matchedAt(accepted: readonly SeriesPoint[], older: readonly SeriesPoint[], now: number): MatchedAt {
  const olderThen = new Map(older.map(({ at, value }) => [at, value]));
  const newest = accepted.map(({ at, value }) => ({ at, value: value - (olderThen.get(at) ?? 0) }));
  const [newestAt, olderAt] = [lastEnd(newest, now), lastEnd(older, now)];
  return { ...(newestAt !== undefined && { newestAt }), ...(olderAt !== undefined && { olderAt }) };
}

const metricsOfUse = ["accepted", "olderSecretMatched"] as const satisfies readonly BridgeMetric[];

/** Which metrics of `receive`. */
export interface MetricsOfUse {
  readonly namespace: string;
  /** Undefined for all sources together. */
  readonly source: string | undefined;
}

/** When the newest and an older secret matched last, by the metrics `accepted` and `olderSecretMatched`. @throws BridgeError `aws-failed` */
export async function readMatchedAt(
  place: MetricsPlace,
  { namespace, source }: MetricsOfUse,
  range: FigureRange,
): Promise<MatchedAt> {
  const dimensions = { service: "receive", ...(source !== undefined && { source }) };
  const queries = metricsOfUse.map((metric) => ({
    ...{ namespace, metric, dimensions },
    ...{ statistic: "Sum", periodSeconds: usePeriodSeconds },
  }));
  const [accepted = [], older = []] = await readSeries(place, queries, range);
  return matchedAt(accepted, older, range.to);
}
