import type { FigureRange } from "./read-metrics.ts";

/** Steps of a series, in seconds. */
const stepLengths = [60, 300, 900, 3_600, 10_800, 21_600, 86_400] as const;
const mostSteps = 100;

const oneDaySeconds = 86_400;

/** CloudWatch keeps periods of a minute for 15 days, of five minutes for 63, of an hour for 455. */
function shortestPeriod({ from }: FigureRange, nowMs: number): number {
  const days = (nowMs - from) / (oneDaySeconds * 1_000);
  if (days <= 15) return 60;
  return days <= 63 ? 300 : 3_600;
}

/** Length of the steps in which a range is shown, in seconds. */
export function stepSeconds(range: FigureRange, nowMs: number): number {
  const seconds = (range.to - range.from) / 1_000;
  const least = shortestPeriod(range, nowMs);
  return stepLengths.find((step) => step >= least && seconds / step <= mostSteps) ?? oneDaySeconds;
}

/** One period for the whole range, a day at most: percentiles of several periods can't be added. */
export function wholePeriod(range: FigureRange, nowMs: number): number {
  const least = shortestPeriod(range, nowMs);
  const seconds = Math.ceil((range.to - range.from) / 1_000 / least) * least;
  return Math.min(Math.max(seconds, least), oneDaySeconds);
}

/** The range in whole steps, as CloudWatch has its periods. */
export function alignedRange({ from, to }: FigureRange, step: number): FigureRange {
  const ms = step * 1_000;
  return { from: Math.floor(from / ms) * ms, to: Math.ceil(to / ms) * ms };
}
