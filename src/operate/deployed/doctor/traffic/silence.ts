import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { readSeries, type SeriesPoint } from "../../figures/read-metrics.ts";
import { settingOf } from "../../stack/deployed-stack.ts";
import type { DeployedSubject } from "../subject.ts";

const hourMs = 3_600_000;

/** What is usual is read from so much of the past: CloudWatch keeps hours for 455 days. */
const usualRangeMs = 28 * 24 * hourMs;

/** A source needs so many hours with deliveries before anything counts as usual. */
const fewestHours = 12;

/** A silence is unusual when it is twice as long as the longest before, and longer than this. */
const shortestSilenceMs = 6 * hourMs;

/** A silence that is longer than is usual for a source. */
export interface Silence {
  readonly sinceMs: number;
  readonly silentMs: number;
  /** The longest silence before. */
  readonly longestMs: number;
}

/** @param hours with deliveries, in any order */
export function unusualSilence(hours: readonly SeriesPoint[], now: number): Silence | undefined {
  const times = hours
    .filter(({ value }) => value > 0)
    .map(({ at }) => at)
    .sort((one, other) => one - other);
  const last = times.at(-1);
  if (last === undefined || times.length < fewestHours) return undefined;
  const longestMs = Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
  const sinceMs = last + hourMs;
  const silentMs = now - sinceMs;
  return silentMs > Math.max(shortestSilenceMs, 2 * longestMs) ? { sinceMs, silentMs, longestMs } : undefined;
}

const hoursText = (ms: number): string => `${Math.round(ms / hourMs)} h`;

function silenceFinding(source: string, { sinceMs, silentMs, longestMs }: Silence): DoctorFinding {
  return {
    level: "warn",
    text: `${source} has sent nothing for ${hoursText(silentMs)}; its longest silence in the four weeks before was ${hoursText(longestMs)}.`,
    remedy:
      "Look at the webhook in the vendor's console: it may be switched off after errors, or its subscription has ended. Send a test from there.",
    since: new Date(sinceMs).toISOString(),
  };
}

/** Sources that have been silent for longer than is usual for them. */
export const silenceCheck: DoctorCheck<DeployedSubject> = {
  name: "silence",
  about: "sources that have been silent for longer than usual",
  async run({ context, now }) {
    const { stack, stackName } = context;
    if (settingOf(stack, "metrics") === "totals")
      return { skipped: 'Its metrics do not tell sources apart (`metrics: "totals"`).' };
    const sources = Object.keys(stack.inventory.sources);
    const namespace = settingOf(stack, "metricsNamespace") ?? `Hookbridge/${stackName}`;
    const queries = sources.map((source) => ({
      namespace,
      metric: "accepted",
      dimensions: { service: "receive", source },
      statistic: "Sum",
      periodSeconds: 3_600,
    }));
    const hours = await readSeries(context, queries, { from: now() - usualRangeMs, to: now() });
    return sources.flatMap((source, index) => {
      const silence = unusualSilence(hours[index] ?? [], now());
      return silence ? [silenceFinding(source, silence)] : [];
    });
  },
};
