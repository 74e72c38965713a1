import type { BridgeMetric } from "../../../core/metrics.ts";
import type { Attention, Overview } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { keepAnswers } from "../keep-answers.ts";
import { providersOfSources } from "../sources/source-providers.ts";
import { settingOf } from "../stack/deployed-stack.ts";
import { firingAlarms } from "./firing-alarms.ts";
import { alignedRange, stepSeconds, wholePeriod } from "./periods.ts";
import { queueDepths, queueNameInUrl } from "./queue-depth.ts";
import { type FigureRange, readSeries, type SeriesPoint, type SeriesQuery } from "./read-metrics.ts";
import { type RefusalReasons, refusalReasons } from "./refusal-reasons.ts";

/** Metrics that are added up over the range. */
const summed = {
  accepted: "receive",
  authenticationFailures: "receive",
  oversize: "receive",
  failed: "receive",
  eventsPublished: "publish",
  eventsDuplicate: "publish",
} as const satisfies Partial<Record<BridgeMetric, "receive" | "publish">>;

type SummedMetric = keyof typeof summed;

const summedNames = Object.keys(summed) as readonly SummedMetric[];

/** How long the age of the oldest message in a queue counts as that of now. */
const ageIsRecentMs = 15 * 60_000;

const lateNote =
  "Metrics come up to 1 min late. Refused: authentication failures and too large bodies; other refusals are in the log only.";

const namespaceOfContext = ({ stack, stackName }: DeployedContext): string =>
  settingOf(stack, "metricsNamespace") ?? `Hookbridge/${stackName}`;

/** True where the metrics say which source they are of. */
const isBySource = ({ stack }: DeployedContext): boolean => settingOf(stack, "metrics") !== "totals";

const total = (points: readonly SeriesPoint[]): number => points.reduce((sum, { value }) => sum + value, 0);

/** The sums of the range, step by step. */
async function readSums(
  context: DeployedContext,
  range: FigureRange,
): Promise<Pick<Overview, "accepted" | "refused" | "failed" | "published" | "duplicates" | "series">> {
  const periodSeconds = stepSeconds(range, context.now());
  const aligned = alignedRange(range, periodSeconds);
  const namespace = namespaceOfContext(context);
  const queries = summedNames.map((metric): SeriesQuery => {
    const dimensions = { service: summed[metric] };
    return { namespace, metric, dimensions, statistic: "Sum", periodSeconds };
  });
  const answers = await readSeries(context, queries, aligned);
  const of = (metric: SummedMetric): readonly SeriesPoint[] => answers[summedNames.indexOf(metric)] ?? [];
  const refused = [...of("authenticationFailures"), ...of("oversize")];
  const at = (points: readonly SeriesPoint[], time: number): number =>
    total(points.filter((point) => point.at === time));
  const times = Array.from(
    { length: Math.round((aligned.to - aligned.from) / (periodSeconds * 1_000)) },
    (_, index) => aligned.from + index * periodSeconds * 1_000,
  );
  return {
    accepted: total(of("accepted")),
    refused: total(refused),
    failed: total(of("failed")),
    published: total(of("eventsPublished")),
    duplicates: total(of("eventsDuplicate")),
    series: times.map((time) => ({
      at: new Date(time).toISOString(),
      accepted: at(of("accepted"), time),
      refused: at(refused, time),
    })),
  };
}

/** Age of the oldest delivery in any queue; undefined where CloudWatch has none of late. */
async function oldestSeconds(context: DeployedContext): Promise<number | undefined> {
  const to = context.now();
  const queries = context.queues.map(({ url }): SeriesQuery => {
    const dimensions = { QueueName: queueNameInUrl(url) };
    return {
      namespace: "AWS/SQS",
      metric: "ApproximateAgeOfOldestMessage",
      dimensions,
      statistic: "Maximum",
      periodSeconds: 60,
    };
  });
  const answers = await readSeries(context, queries, { from: to - ageIsRecentMs, to });
  const newest = answers.flatMap((points) => points.toSorted((one, other) => other.at - one.at).slice(0, 1));
  return newest.length === 0 ? undefined : Math.max(...newest.map(({ value }) => value));
}

/** Time to the answer of each source, of the worst day where the range is longer. */
async function readAnswers(context: DeployedContext, range: FigureRange): Promise<Overview["answers"]> {
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
  const worst = (points: readonly SeriesPoint[] = []): number | undefined =>
    points.length === 0 ? undefined : Math.round(Math.max(...points.map(({ value }) => value)));
  const rows = sources.map((source, index) => {
    const [p50Ms, p99Ms] = [worst(answers[2 * index]), worst(answers[2 * index + 1])];
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

/** What is not as it should be with the stack itself. */
function stackAttention({ stack, stackName, stage }: DeployedContext): readonly Attention[] {
  if (/^(?:CREATE|UPDATE|IMPORT)_COMPLETE$/.test(stack.status)) return [];
  const since = stack.changedAt === undefined ? {} : { since: stack.changedAt };
  const isUnderWay = stack.status.endsWith("_IN_PROGRESS");
  return [
    {
      level: isUnderWay ? "warn" : "bad",
      text: isUnderWay
        ? `The stack ${stackName} is being changed (${stack.status}).`
        : `The last deployment of ${stackName} failed: CloudFormation says ${stack.status}.`,
      ...since,
      command: `npx hookbridge diff --stage ${stage}`,
    },
  ];
}

async function readOverview(
  context: DeployedContext,
  range: FigureRange,
  reasons: (range: FigureRange) => Promise<RefusalReasons>,
): Promise<Overview> {
  const [sums, depths, age, answers, alarms] = await Promise.all([
    readSums(context, range),
    queueDepths(context),
    oldestSeconds(context),
    readAnswers(context, range),
    firingAlarms(context),
  ]);
  const { deadLetters, waiting } = depths;
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    attention: [...stackAttention(context), ...alarms],
    ...sums,
    deadLetters,
    queue: { waiting, ...(age !== undefined && { oldestSeconds: age }) },
    reasons: sums.refused > 0 ? await reasons(range) : [],
    answers,
    note: isBySource(context)
      ? lateNote
      : `${lateNote} The deployment has \`metrics: "totals"\`, so that there are no times by source.`,
  };
}

/** How long figures are given again: metrics have one a minute. */
const figuresFreshMs = 60_000;

/**
 * What gives the figures of a time range, and reads them at most once a minute. It throws BridgeError `aws-failed`.
 */
export function deployedOverview(context: DeployedContext): (range: FigureRange) => Promise<Overview> {
  const reasons = refusalReasons(context);
  return keepAnswers({
    freshMs: figuresFreshMs,
    keyOf: ({ from, to }) => `${Math.round((to - from) / figuresFreshMs)} ${Math.floor(to / figuresFreshMs)}`,
    ask: (range) => readOverview(context, range, reasons),
    now: context.now,
  });
}
