import type { RequestOutcome, RequestRow } from "../../requests.ts";
import { cameAt, type FunctionLine } from "./read-lines.ts";

/** Everything that the logs have of one request. */
export interface LinesOfRequest {
  readonly id: string;
  /** What `receive` wrote; undefined where its line is not kept any more, or not in the range that was read. */
  readonly received: FunctionLine | undefined;
  /** What `publish` wrote of each attempt, the first first. */
  readonly attempts: readonly FunctionLine[];
}

/** Numbers of a request's events, over all attempts. */
export interface EventCounts {
  readonly published: number;
  readonly duplicates: number;
  readonly dropped: number;
}

const byTime = (one: FunctionLine, other: FunctionLine): number => (one.time < other.time ? -1 : 1);

/** Groups lines by their request. */
export function groupLines(lines: Iterable<FunctionLine>): ReadonlyMap<string, LinesOfRequest> {
  const groups = new Map<string, FunctionLine[]>();
  for (const line of lines) groups.set(line.id, [...(groups.get(line.id) ?? []), line]);
  return new Map(
    Array.from(groups, ([id, all]) => [
      id,
      {
        id,
        received: all.find((line) => line.function === "receive"),
        attempts: all.filter((line) => line.function === "publish").sort(byTime),
      },
    ]),
  );
}

/** Attempts to publish, without the lines that stand beside another of the same attempt. */
export const attemptsOf = ({ attempts }: LinesOfRequest): readonly FunctionLine[] =>
  attempts.filter(({ outcome }) => outcome !== "unrecorded");

/** Numbers of events. What an earlier attempt has put on the bus is a duplicate to a later one, and none here. */
export function countsOf(lines: LinesOfRequest): EventCounts {
  const attempts = attemptsOf(lines);
  const last = attempts.at(-1);
  const sum = attempts.reduce((total, { published = 0 }) => total + published, 0);
  const before = sum - (last?.published ?? 0);
  return {
    published: sum,
    duplicates: Math.max(0, (last?.duplicates ?? 0) - before),
    dropped: last?.dropped ?? 0,
  };
}

function outcomeOfAttempts(lines: LinesOfRequest): RequestOutcome {
  const last = attemptsOf(lines).at(-1);
  if (last === undefined) return "queued";
  if (last.outcome === "parked") return "dead-letter";
  if (last.outcome === "deferred") return "deferred";
  const { published, duplicates, dropped } = countsOf(lines);
  if (published > 0) return "published";
  if (duplicates > 0) return "duplicate";
  return dropped > 0 ? "dropped" : "published";
}

/** How far a request came. */
export function outcomeOfLines(lines: LinesOfRequest): RequestOutcome {
  switch (lines.received?.outcome) {
    case "rejected":
      return "refused";
    case "handshake":
      return "handshake";
    case "failed":
      return "failed";
    default:
      return outcomeOfAttempts(lines);
  }
}

/** Why it went no further: of the refusal or failure, or of the last attempt. */
function causeOf(outcome: RequestOutcome, lines: LinesOfRequest): Partial<RequestRow> {
  const isReceived = outcome === "refused" || outcome === "failed";
  const line = isReceived ? lines.received : attemptsOf(lines).at(-1);
  if (!line || !(isReceived || outcome === "deferred" || outcome === "dead-letter")) return {};
  const { code, reason, detail, error } = line;
  const remedy = line.remedy ?? error?.remedy;
  // What says the same as the reason gives way to where in the configuration it was thrown.
  const found = detail ?? (error?.message === reason ? error?.at?.[0]?.trim() : error?.message);
  return {
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
    ...(found !== undefined && { detail: found }),
    ...(remedy !== undefined && { remedy }),
  };
}

/** What the first of its events is, as far as a line names it. */
function firstEventOf({ attempts }: LinesOfRequest): Pick<RequestRow, "type" | "entity" | "action"> {
  const [first] = attempts.flatMap(({ events = [] }) => events);
  if (!first) return {};
  const { type, entity, action } = first;
  return { type, ...(entity !== undefined && { entity }), ...(action !== undefined && { action }) };
}

/** A request as a row of a list; undefined without any line of it. */
export function rowOfLines(lines: LinesOfRequest): RequestRow | undefined {
  const { id, received } = lines;
  const first = received ?? lines.attempts[0];
  if (first === undefined) return undefined;
  const outcome = outcomeOfLines(lines);
  const { provider, status, ms, bytes, handshake, secretIndex } = received ?? {};
  return {
    id,
    at: new Date(cameAt(first)).toISOString(),
    source: first.source,
    ...(provider !== undefined && { provider }),
    outcome,
    ...(status !== undefined && { status }),
    ...(ms !== undefined && { ms }),
    ...(bytes !== undefined && { bytes }),
    ...(handshake !== undefined && { handshake }),
    ...(secretIndex !== undefined && { secretIndex }),
    ...causeOf(outcome, lines),
    ...firstEventOf(lines),
    ...(attemptsOf(lines).length > 0 && countsOf(lines)),
  };
}
