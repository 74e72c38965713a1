import type { BridgeMetric } from "../../../core/logs/metrics.ts";
import type { Attention, Overview } from "../../state.ts";
import type { DeployedContext } from "../context.ts";
import { keepAnswers } from "../keep-answers.ts";
import { readAnswers, readPublishP99 } from "./answer-times.ts";
import { firingAlarms } from "./firing-alarms.ts";
import { isBySource, namespaceOfContext } from "./metric-place.ts";
import { alignedRange, stepSeconds } from "./periods.ts";
import { queueDepths } from "./queue-depth.ts";
import { readQueue } from "./queue-series.ts";
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

const lateNote =
  "Metrics come up to 1 min late. Refused: authentication failures and too large bodies; other refusals are in the log only.";

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

/** What is not as it should be with the stack itself. */
function stackAttention({ stack, stackName, stage }: DeployedContext): readonly Attention[] {
  if (/^(?:CREATE|UPDATE|IMPORT)_COMPLETE$/.test(stack.status)) return [];
  const since = stack.changedAt === undefined ? {} : { since: stack.changedAt };
  const isUnderWay = stack.status.endsWith("_IN_PROGRESS");
  return [
    {
      level: isUnderWay ? "warn" : "bad",
      about: { kind: "stack" },
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
  const [sums, depths, queue, publishP99Ms, answers, alarms] = await Promise.all([
    readSums(context, range),
    queueDepths(context),
    readQueue(context, range),
    readPublishP99(context, range),
    readAnswers(context, range),
    firingAlarms(context),
  ]);
  const { deadLetters, waiting } = depths;
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    attention: [...stackAttention(context), ...alarms.attention],
    ...(alarms.count && { alarms: alarms.count }),
    ...sums,
    deadLetters,
    queue: { waiting, ...queue },
    ...(publishP99Ms !== undefined && { publishP99Ms }),
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
