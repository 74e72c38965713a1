import type { Overview } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { providersOfSources } from "../sources/source-providers.ts";
import { isBySource, namespaceOfContext } from "./metric-place.ts";
import { wholePeriod } from "./periods.ts";
import { type FigureRange, readSeries, type SeriesPoint, type SeriesQuery } from "./read-metrics.ts";

const worstPoint = (points: readonly SeriesPoint[] = []): number | undefined =>
  points.length === 0 ? undefined : Math.round(Math.max(...points.map(({ value }) => value)));

/** Time to the answer of each source, of the worst day where the range is longer. */
export async function readAnswers(
  context: DeployedContext,
  range: FigureRange,
): Promise<Overview["answers"]> {
  if (!isBySource(context)) return [];
  const providers = await providersOfSources(context);
  const periodSeconds = wholePeriod(range, context.now());
  const sources = [...providers.keys()];
  const queries = sources.flatMap((source) =>
    ["p50", "p99"].map((statistic): SeriesQuery => {
      const dimensions = { service: "receive", source };
      return {
        namespace: namespaceOfContext(context),
        metric: "receiveDuration",
        dimensions,
        statistic,
        periodSeconds,
      };
    }),
  );
  const answers = await readSeries(context, queries, range);
  const rows = sources.map((source, index) => {
    const [p50Ms, p99Ms] = [worstPoint(answers[2 * index]), worstPoint(answers[2 * index + 1])];
    const deadlineSeconds = providers.get(source)?.deadlineSeconds;
    return {
      source,
      ...(p50Ms !== undefined && { p50Ms }),
      ...(p99Ms !== undefined && { p99Ms }),
      ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    };
  });
  const share = ({ p99Ms = 0, deadlineSeconds = Number.POSITIVE_INFINITY }: (typeof rows)[number]): number =>
    p99Ms / deadlineSeconds;
  return rows.toSorted((one, other) => share(other) - share(one) || (other.p99Ms ?? 0) - (one.p99Ms ?? 0));
}

/** Time from receipt until the end of an attempt to publish, at p99, of the worst source and day. Of all together where metrics have no sources. */
export async function readPublishP99(
  context: DeployedContext,
  range: FigureRange,
): Promise<number | undefined> {
  const sources = isBySource(context) ? [...(await providersOfSources(context)).keys()] : [undefined];
  const periodSeconds = wholePeriod(range, context.now());
  const queries = sources.map((source): SeriesQuery => {
    const dimensions = { service: "publish", ...(source !== undefined && { source }) };
    return {
      namespace: namespaceOfContext(context),
      metric: "publishAge",
      dimensions,
      statistic: "p99",
      periodSeconds,
    };
  });
  return worstPoint((await readSeries(context, queries, range)).flat());
}
