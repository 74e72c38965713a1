import type { QueueFigures } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { alignedRange, stepSeconds } from "./periods.ts";
import { queueNameInUrl } from "./queue-depth.ts";
import { type FigureRange, readSeries, type SeriesPoint, type SeriesQuery } from "./read-metrics.ts";

/** How long the age of the oldest message in a queue counts as that of now. */
const ageIsRecentMs = 15 * 60_000;

/** Metrics of SQS, in the order in which they are asked for. */
const queueMetrics = ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"] as const;

function queueQueries(
  { queues }: DeployedContext,
  metric: (typeof queueMetrics)[number],
  periodSeconds: number,
): readonly SeriesQuery[] {
  return queues.map(({ url }) => {
    const dimensions = { QueueName: queueNameInUrl(url) };
    return { namespace: "AWS/SQS", metric, dimensions, statistic: "Maximum", periodSeconds };
  });
}

/** Age of the oldest delivery in any queue; undefined where CloudWatch has none of late. */
async function oldestNow(context: DeployedContext): Promise<number | undefined> {
  const to = context.now();
  const queries = queueQueries(context, "ApproximateAgeOfOldestMessage", 60);
  const answers = await readSeries(context, queries, { from: to - ageIsRecentMs, to });
  const newest = answers.flatMap((points) => points.toSorted((one, other) => other.at - one.at).slice(0, 1));
  return newest.length === 0 ? undefined : Math.max(...newest.map(({ value }) => value));
}

/** The most in each step: of several queues the sum of messages, and the greatest age. */
async function readSteps(
  context: DeployedContext,
  range: FigureRange,
): Promise<NonNullable<QueueFigures["series"]>> {
  const periodSeconds = stepSeconds(range, context.now());
  const stepMs = periodSeconds * 1_000;
  const { from, to } = alignedRange(range, periodSeconds);
  const queries = queueMetrics.flatMap((metric) => queueQueries(context, metric, periodSeconds));
  const answers = await readSeries(context, queries, { from, to });
  const [depths, ages] = [answers.slice(0, context.queues.length), answers.slice(context.queues.length)];
  const at = (series: readonly (readonly SeriesPoint[])[], time: number): readonly number[] =>
    series.flat().flatMap((point) => (point.at >= time && point.at < time + stepMs ? [point.value] : []));
  return Array.from({ length: Math.round((to - from) / stepMs) }, (_, index) => {
    const time = from + index * stepMs;
    const [waiting, oldest] = [at(depths, time), at(ages, time)];
    return {
      at: new Date(time).toISOString(),
      ...(waiting.length > 0 && { waiting: waiting.reduce((sum, value) => sum + value, 0) }),
      ...(oldest.length > 0 && { oldestSeconds: Math.max(...oldest) }),
    };
  });
}

/** The bridge's queues in a range and now, as CloudWatch has them. SQS gives it figures once a minute, and none of a queue that is idle for hours. */
export async function readQueue(
  context: DeployedContext,
  range: FigureRange,
): Promise<Omit<QueueFigures, "waiting">> {
  const [age, series] = await Promise.all([oldestNow(context), readSteps(context, range)]);
  return {
    ...(age !== undefined && { oldestSeconds: age }),
    series,
    names: context.queues.map(({ url }) => queueNameInUrl(url)),
  };
}
