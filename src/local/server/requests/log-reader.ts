import { child, parseJson } from "../../../core/json/json.ts";
import type { RequestOutcome } from "../../../operate/requests.ts";
import type { RequestTable } from "../journal/request-table.ts";
import type { Arrivals } from "./arrivals.ts";
import { fieldsOf, printedOutcome, type Scalars } from "./log-line-text.ts";
import type { UnknownNames } from "./unknown-names.ts";

/** The outcome in a line of a function's log. */
export interface LoggedOutcome {
  /** Id of the request. */
  readonly id: string;
  /** For people; below the first line, where there is one, the cause and what to do next. */
  readonly text: string;
}

/** What the lines of a log are kept in and read with. */
export interface LogReaderOptions {
  readonly requests: RequestTable;
  readonly arrivals: Arrivals;
  readonly names: UnknownNames;
  readonly now: () => number;
}

/** Outcomes of a request, by the message of the log line, and the words that are printed for them. */
const receiveOutcomes: Readonly<Record<string, readonly [RequestOutcome, string]>> = {
  "delivery accepted": ["queued", "accepted"],
  "delivery rejected": ["refused", "rejected"],
  "handshake answered": ["handshake", "handshake"],
  "delivery failed": ["failed", "failed"],
};

/** What became of a queue message, by the message of the log line. */
const attempts: Readonly<Record<string, "published" | "parked" | "deferred">> = {
  "delivery published": "published",
  "delivery parked": "parked",
  "delivery deferred": "deferred",
};

const stringIn = (value: Scalars[string] | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

const numberOrZero = (value: Scalars[string] | undefined): number => (typeof value === "number" ? value : 0);

const numberIn = (value: Scalars[string] | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

/** Reads a line of `receive`. */
function readReceived(
  fields: Scalars,
  error: Scalars,
  [outcome, word]: readonly [RequestOutcome, string],
  { requests, arrivals, names, now }: LogReaderOptions,
): LoggedOutcome {
  const id = stringIn(fields.id) ?? `req_${crypto.randomUUID()}`;
  const requestId = stringIn(fields.requestId);
  const unknown = requestId === undefined ? undefined : names.take(requestId);
  const detail = unknown?.detail ?? stringIn(fields.detail) ?? stringIn(error.message);
  const remedy = stringIn(fields.remedy) ?? stringIn(error.remedy);
  const written = Date.parse(stringIn(fields.time) ?? "") || now();
  const before = requests.find(id);
  requests.write(id, {
    // What the front door has measured, or a message that was published sooner, counts more.
    ...(before === undefined && { at: written - numberOrZero(fields.ms), outcome }),
    source: stringIn(fields.source) ?? "unknown",
    provider: stringIn(fields.provider),
    status: numberIn(fields.status),
    ms: before?.row.ms ?? numberIn(fields.ms),
    bytes: numberIn(fields.bytes),
    handshake: stringIn(fields.handshake),
    secretIndex: numberIn(fields.secretIndex),
    ...(outcome !== "queued" && {
      outcome,
      code: stringIn(fields.code),
      reason: stringIn(fields.reason),
      detail,
      remedy,
    }),
  });
  if (requestId !== undefined) arrivals.identify(requestId, id, outcome);
  const isNamed =
    fields.provider !== undefined || (fields.source !== undefined && fields.source !== "unknown");
  const { source: _, ...unnamed } = fields;
  const printed = { ...(isNamed ? fields : unnamed), ...(detail && { detail }), ...(remedy && { remedy }) };
  // Its bytes are kept as soon as it is answered.
  const why =
    outcome === "refused" && requestId !== undefined ? `\n  why:   npx hookbridge explain ${id}` : "";
  return { id, text: `${printedOutcome(word, printed)}${why}` };
}

/** What an attempt to publish says, together with those before: it counts their events as duplicates. */
function attemptCounts(
  fields: Scalars,
  before: { readonly published?: number; readonly dropped?: number } | undefined,
): { readonly published: number; readonly duplicates: number; readonly dropped: number } {
  const earlier = before?.published ?? 0;
  return {
    published: earlier + numberOrZero(fields.published),
    duplicates: Math.max(0, numberOrZero(fields.duplicates) - earlier),
    dropped: numberOrZero(fields.dropped),
  };
}

const finalOutcome = (counts: ReturnType<typeof attemptCounts>): RequestOutcome => {
  if (counts.published > 0) return "published";
  if (counts.duplicates > 0) return "duplicate";
  return counts.dropped > 0 ? "dropped" : "published";
};

const manyOf = (many: number, word: string): string => `${many} ${word}${many === 1 ? "" : "s"}`;

/** The events of an attempt in words. */
function countsInWords({ published, duplicates, dropped }: ReturnType<typeof attemptCounts>): string {
  const others = [
    duplicates > 0 && `${manyOf(duplicates, "duplicate")}`,
    dropped > 0 && `${dropped} that the source does not accept`,
  ].filter(Boolean);
  return [manyOf(published, "event"), ...others].join(", ");
}

/** Reads a line of `publish`. */
function readAttempt(
  fields: Scalars,
  error: Scalars,
  state: "published" | "parked" | "deferred",
  { requests, now }: LogReaderOptions,
): LoggedOutcome | undefined {
  const id = stringIn(fields.id);
  const remedy = stringIn(error.remedy);
  const printed = printedOutcome(state, { ...fields, ...(remedy && { remedy }) });
  // A message that can't be read belongs to no delivery.
  if (id === undefined) return { id: "", text: printed };
  const written = Date.parse(stringIn(fields.time) ?? "") || now();
  const before = requests.find(id)?.row;
  const counts = attemptCounts(fields, before);
  const done = state === "published";
  const made = counts.published + counts.duplicates + counts.dropped;
  requests.write(id, {
    ...(before === undefined && {
      at: written - numberOrZero(fields.ageMs),
      source: stringIn(fields.source) ?? "unknown",
    }),
    ...counts,
    outcome: done ? finalOutcome(counts) : state === "parked" ? "dead-letter" : "deferred",
    code: done ? null : stringIn(fields.code),
    reason: done ? null : stringIn(fields.reason),
    remedy: done ? null : (remedy ?? null),
  });
  if (done) requests.addStep(id, "made-events", written, manyOf(made, "event"));
  const step = done ? "published" : state === "parked" ? "dead-letter" : "deferred";
  requests.addStep(id, step, written, done ? countsInWords(counts) : stringIn(fields.reason));
  return { id, text: printed };
}

/**
 * Reads a line of a function's log, and keeps the outcome that it has.
 * @returns undefined for a line without one
 */
export function readLogLine(line: string, options: LogReaderOptions): LoggedOutcome | undefined {
  const value = line.startsWith("{") ? parseJson(line)?.value : undefined;
  const message = child(value, "message");
  if (value === undefined || typeof message !== "string") return undefined;
  const { fields, error } = fieldsOf(value);
  const outcome = Object.hasOwn(receiveOutcomes, message) ? receiveOutcomes[message] : undefined;
  if (outcome) return readReceived(fields, error, outcome, options);
  const state = Object.hasOwn(attempts, message) ? attempts[message] : undefined;
  return state && readAttempt(fields, error, state, options);
}
