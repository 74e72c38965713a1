import type { Attention, Overview, SourceRow } from "../../../operate/state.ts";
import { queueSeries } from "../journal/figures/queue-series.ts";
import { type AnswerTimes, seriesSteps, type Trouble } from "../journal/figures/request-figures.ts";
import type { TimeSpan } from "../journal/figures/time-span.ts";
import { messagesInQueue } from "../queue-messages.ts";
import type { BridgeParts } from "./bridge-parts.ts";

/** Share of the vendor's deadline from which an answer is late. */
const riskyShare = 0.5;
/** Seconds in the queue from which a delivery is late. */
const lateSeconds = 60;

const counted = (many: number, one: string, several: string): string =>
  `${many} ${many === 1 ? one : several}`;

async function waitingDeliveries({ workspace }: BridgeParts): Promise<number> {
  const { resources, clients } = workspace;
  const queues = [resources.queue, ...(resources.ordered ? [resources.ordered.queue] : [])];
  const counts = await Promise.all(queues.map(({ url }) => messagesInQueue(clients.sqs, url)));
  return counts.reduce((sum, number) => sum + number, 0);
}

const ofSource = ({ name, condition }: SourceRow): readonly Attention[] =>
  condition === "no-secret"
    ? [
        {
          level: "bad",
          about: { kind: "secret", source: name },
          text: `The source ${name} has no secret: it answers 503.`,
          command: `npx hookbridge secrets set ${name}`,
        },
      ]
    : [];

function ofTrouble(
  { source, outcome, reason, count: many, since, id }: Trouble,
  { refused }: BridgeParts,
): Attention {
  const to = source === "unknown" ? "to a source that is not there" : `to ${source}`;
  const why = reason === "" ? "" : `: ${reason}`;
  const about = { kind: outcome, source, request: id, ...(reason !== "" && { reason }) } as const;
  return outcome === "refused"
    ? {
        level: "warn",
        about,
        text: `${counted(many, "request", "requests")} ${to} ${many === 1 ? "was" : "were"} refused${why}.`,
        since,
        command: `npx hookbridge ${refused.has(id) ? "explain" : "deliveries show"} ${id}`,
      }
    : {
        level: "bad",
        about,
        text: `${counted(many, "request", "requests")} ${to} failed${why}: the vendor got 5xx and must send again.`,
        since,
        command: `npx hookbridge deliveries show ${id}`,
      };
}

function ofAnswers(
  { source, p99Ms }: AnswerTimes,
  deadlineSeconds: number | undefined,
): readonly Attention[] {
  if (deadlineSeconds === undefined || p99Ms < deadlineSeconds * 1_000 * riskyShare) return [];
  return [
    {
      level: "warn",
      about: { kind: "deadline", source },
      text: `Answers to ${source} take up to ${p99Ms} ms, and its vendor waits ${deadlineSeconds} s.`,
      command: `npx hookbridge deliveries --source ${source}`,
    },
  ];
}

function ofQueue(deadLetters: number, oldestSeconds: number | undefined): readonly Attention[] {
  return [
    ...(deadLetters > 0
      ? [
          {
            level: "bad" as const,
            about: { kind: "dead-letters" } as const,
            text: `${counted(deadLetters, "delivery", "deliveries")} could not be published.`,
            command: "npx hookbridge dead-letters list",
          },
        ]
      : []),
    ...(oldestSeconds !== undefined && oldestSeconds >= lateSeconds
      ? [
          {
            level: "warn" as const,
            about: { kind: "queue" } as const,
            text: `A delivery waits for ${oldestSeconds} s to be published.`,
            command: "npx hookbridge deliveries --outcome queued --outcome deferred",
          },
        ]
      : []),
  ];
}

/** The figures of a time range, and what somebody should look at. */
export async function overviewOf(
  parts: BridgeParts,
  span: TimeSpan,
  sources: readonly SourceRow[],
): Promise<Overview> {
  const { figures } = parts.journal;
  const [waiting, deadLetters] = await Promise.all([waitingDeliveries(parts), parts.deadLetters.count()]);
  const oldest = waiting > 0 ? figures.oldestWaiting() : undefined;
  const oldestSeconds =
    oldest === undefined ? undefined : Math.max(0, Math.round((parts.now() - oldest) / 1_000));
  const publishP99Ms = figures.publishP99(span);
  const deadlineOf = (name: string): number | undefined =>
    parts.config.sources.get(name)?.provider.deadlineSeconds;
  const answers = figures
    .answers(span)
    .map((times) => ({ ...times, deadlineSeconds: deadlineOf(times.source) }));
  const share = ({ p99Ms, deadlineSeconds }: (typeof answers)[number]): number =>
    p99Ms / (deadlineSeconds ?? Infinity);
  const attention = [
    ...sources.flatMap(ofSource),
    ...ofQueue(deadLetters, oldestSeconds),
    ...figures.troubles(span).map((trouble) => ofTrouble(trouble, parts)),
    ...answers.flatMap((times) => ofAnswers(times, times.deadlineSeconds)),
  ];
  return {
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    attention: attention.toSorted(
      (one, other) => Number(one.level === "warn") - Number(other.level === "warn"),
    ),
    ...figures.count(span),
    deadLetters,
    queue: {
      waiting,
      ...(oldestSeconds !== undefined && { oldestSeconds }),
      series: queueSeries(figures.waits(span), span, seriesSteps),
      lateSeconds,
    },
    ...(publishP99Ms !== undefined && { publishP99Ms }),
    series: figures.series(span),
    reasons: figures.reasons(span),
    answers: answers
      .toSorted((one, other) => share(other) - share(one))
      .map(({ deadlineSeconds, ...times }) => ({
        ...times,
        ...(deadlineSeconds !== undefined && { deadlineSeconds }),
      })),
  };
}
