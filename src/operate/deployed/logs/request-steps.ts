import type { RequestStep } from "../../requests.ts";
import type { FunctionLine } from "./read-lines.ts";
import { attemptsOf, countsOf, type LinesOfRequest, outcomeOfLines } from "./request-row.ts";

const countedNoun = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const detailOfParts = (...parts: readonly (string | undefined)[]): { readonly detail?: string } => {
  const detail = parts.filter((part) => part !== undefined && part !== "").join(": ");
  return detail === "" ? {} : { detail };
};

function secretPlaceText({ secretIndex }: FunctionLine): string | undefined {
  if (secretIndex === undefined) return undefined;
  return secretIndex === 0
    ? "with the newest secret"
    : `with secret ${secretIndex + 1} of the source, an older one`;
}

/** What `receive` did. */
function receiveSteps(line: FunctionLine): readonly RequestStep[] {
  const { ms, bytes, status, outcome, code, reason, detail, handshake, error } = line;
  const offset = ms === undefined ? {} : { offsetMs: ms };
  const received: RequestStep = {
    step: "received",
    offsetMs: 0,
    ...(bytes !== undefined && { detail: countedNoun(bytes, "byte") }),
  };
  const answered: RequestStep = { step: "answered", ...offset, ...detailOfParts(status?.toString()) };
  switch (outcome) {
    case "rejected":
      return [received, { step: "refused", ...detailOfParts(reason ?? code, detail) }, answered];
    case "handshake":
      return [received, { step: "handshake", ...detailOfParts(handshake) }, answered];
    case "failed":
      return [
        received,
        { ...answered, ...detailOfParts(status?.toString(), code, error?.message ?? error?.name) },
      ];
    default:
      return [
        received,
        { step: "verified", ...detailOfParts(secretPlaceText(line)) },
        { step: "queued" },
        answered,
      ];
  }
}

/** Numbers of one attempt's events in words. */
function attemptText({ published = 0, duplicates = 0, dropped = 0 }: FunctionLine): string {
  return [
    countedNoun(published, "event"),
    ...(duplicates > 0 ? [`${countedNoun(duplicates, "duplicate")} left out`] : []),
    ...(dropped > 0 ? [`${dropped} that \`accept\` refused`] : []),
  ].join(", ");
}

/** What one attempt of `publish` did. */
function attemptStep(line: FunctionLine): RequestStep {
  const offset = line.ageMs === undefined ? {} : { offsetMs: line.ageMs };
  switch (line.outcome) {
    case "parked":
      return { step: "dead-letter", ...offset, ...detailOfParts(line.code, line.reason) };
    case "deferred":
      return { step: "deferred", ...offset, ...detailOfParts(line.code, line.reason) };
    case "unrecorded":
      return {
        step: "published",
        ...offset,
        detail: "the ledger was not written: a retry by the vendor may be published again",
      };
    default:
      return { step: "published", ...offset, detail: attemptText(line) };
  }
}

/** The steps of a request as far as the logs tell, in their order. */
export function stepsOfLines(lines: LinesOfRequest): readonly RequestStep[] {
  const { received, attempts } = lines;
  const outcome = outcomeOfLines(lines);
  const waiting: readonly RequestStep[] =
    outcome === "queued"
      ? [{ step: "taken", waiting: true }]
      : outcome === "deferred"
        ? [{ step: "published", waiting: true, detail: "it is tried again after the visibility timeout" }]
        : [];
  return [...(received ? receiveSteps(received) : []), ...attempts.map(attemptStep), ...waiting];
}

/** Of how many of its events the logs say what they are. */
function namedText(lines: LinesOfRequest): string {
  const { published } = countsOf(lines);
  const named = attemptsOf(lines).reduce(
    (sum, attempt) => sum + ((attempt.published ?? 0) > 0 ? (attempt.events ?? []).length : 0),
    0,
  );
  return named < published
    ? `The logs say of ${named} of its ${published} events what they are, and have nothing of their content.`
    : "The logs say what its events are, and have nothing of their content.";
}

/** What the logs do not tell of a request, and where it is. */
export function noteOf(lines: LinesOfRequest, stage: string): string {
  const outcome = outcomeOfLines(lines);
  const more = `--stage ${stage}`;
  switch (outcome) {
    case "refused":
      return `A deployed bridge keeps no refused request. With its bytes, ask: npx hookbridge explain ${lines.received?.source ?? "<source>"} <file.http>`;
    case "deferred":
      return `After its last attempt SQS moves it to the dead-letter queue, without a line in the log: npx hookbridge dead-letters list ${more}`;
    case "dead-letter":
      return `Its message: npx hookbridge dead-letters list ${more} --text ${lines.id}`;
    case "published":
      return countsOf(lines).published > 0
        ? `${namedText(lines)} What reached consumers: npx hookbridge subscriptions list ${more}`
        : "The delivery held no event.";
    case "queued":
      return `No attempt to publish it is in the logs yet; they come some seconds late. The queue: npx hookbridge doctor ${more}`;
    default:
      return "The logs have nothing of its content.";
  }
}
