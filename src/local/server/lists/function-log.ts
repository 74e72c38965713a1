import { child, type Json, parseJson } from "../../../core/json/json.ts";
import type { UnknownNames } from "../unknown-names.ts";
import type { LogRow, RowLog } from "./row-log.ts";

/** The outcome of a webhook, as a line of a function's log has it. */
export interface LoggedOutcome {
  readonly kind: "delivery" | "rejection";
  readonly row: LogRow;
  /** One line for people; below it, where there is one, the cause and what to do next. */
  readonly line: string;
}

/** What the lines of a log are kept in and read with. */
export interface LogLists {
  readonly deliveries: RowLog;
  readonly names: UnknownNames;
}

/** Outcomes of a request, by the message of the log line. */
const receiveOutcomes: Readonly<Record<string, string>> = {
  "delivery accepted": "accepted",
  "delivery rejected": "rejected",
  "handshake answered": "handshake",
  "delivery failed": "failed",
};
/** Outcomes of a queue message, by the message of the log line. */
const publishStates: Readonly<Record<string, string>> = {
  "delivery published": "published",
  "delivery parked": "parked",
  "delivery deferred": "deferred",
};
const receiveFields = [
  "id",
  "source",
  "provider",
  "deliveryId",
  "handshake",
  "code",
  "reason",
  "detail",
  "remedy",
  "offBySeconds",
  "windowSeconds",
  "status",
  "bytes",
  "durationMs",
];
const publishFields = ["published", "duplicates", "dropped", "code", "reason"];
const printedFields = [
  "source",
  "deliveryId",
  "handshake",
  "status",
  "code",
  "reason",
  "published",
  "duplicates",
];

function pick(line: Json, names: readonly string[]): Record<string, Json> {
  const fields: Record<string, Json> = {};
  for (const name of names) {
    const value = child(line, name);
    if (value !== undefined && value !== null && typeof value !== "object") fields[name] = value;
  }
  return fields;
}

/** An outcome for people, with its cause and what to do next in lines of their own. */
function printedLine(outcome: string, fields: Readonly<Record<string, Json>>): string {
  const { id, deliveryId, detail, remedy } = fields;
  const details = printedFields
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${name}=${String(fields[name])}`);
  if (id !== undefined && deliveryId === undefined) details.push(`id=${String(id)}`);
  const below = [detail && `  cause: ${String(detail)}`, remedy && `  next:  ${String(remedy)}`];
  return [[outcome.padEnd(9), ...details].join(" "), ...below.filter(Boolean)].join("\n");
}

const rowId = ({ id, deliveryId = id }: Readonly<Record<string, Json>>): string =>
  typeof deliveryId === "string" ? deliveryId : crypto.randomUUID();

/** What a line says of a failure: the error's own sentence and remedy. */
function failureFields(line: Json): Readonly<Record<string, Json>> {
  const error = child(line, "error");
  const { message, remedy } = error ? pick(error, ["message", "remedy"]) : {};
  return { ...(message && { detail: message }), ...(remedy && { remedy }) };
}

/** What only this machine knows of a request to an unknown source. */
function unknownFields(line: Json, names: UnknownNames): Readonly<Record<string, Json>> {
  const requestId = child(line, "requestId");
  return typeof requestId === "string" ? { ...names.take(requestId) } : {};
}

/** The fields of a request's line, without a source where it named none. */
function receivedFields(line: Json): Readonly<Record<string, Json>> {
  const { source, ...others } = pick(line, receiveFields);
  return source === undefined || (source === "unknown" && others.provider === undefined)
    ? others
    : { source, ...others };
}

function keepReceived(
  line: Json,
  outcome: string,
  { deliveries, names }: LogLists,
  at: string,
): LoggedOutcome {
  const fields = { ...failureFields(line), ...receivedFields(line), ...unknownFields(line, names) };
  const row = deliveries.put(rowId(fields), (before) => ({
    at,
    outcome,
    ...fields,
    publishing: (before && child(before, "publishing")) ?? null,
  }));
  const kind = outcome === "rejected" || outcome === "failed" ? "rejection" : "delivery";
  return { kind, row, line: printedLine(outcome, fields) };
}

function keepPublished(line: Json, state: string, { deliveries }: LogLists, at: string): LoggedOutcome {
  const fields = pick(line, ["id", "source", "deliveryId"]);
  const details = pick(line, publishFields);
  // A kill may have lost the row of the acceptance, but not the delivery in the queue.
  const row = deliveries.put(rowId(fields), (before) => ({
    ...((before ?? { at, outcome: "accepted", ...fields }) as Readonly<Record<string, Json>>),
    publishing: { at, state, ...details },
  }));
  // Its reason is the error's sentence already.
  const { remedy } = failureFields(line);
  const printed = { ...fields, ...details, ...(remedy && { remedy }) };
  return { kind: "delivery", row, line: printedLine(state, printed) };
}

/**
 * Reads a line of a function's log, and keeps the outcome that it has.
 * @returns undefined for a line without one
 */
export function readLogLine(text: string, lists: LogLists, now: () => number): LoggedOutcome | undefined {
  const line = text.startsWith("{") ? parseJson(text)?.value : undefined;
  const message = line === undefined ? undefined : child(line, "message");
  if (line === undefined || typeof message !== "string") return undefined;
  const at = new Date(now()).toISOString();
  const outcome = receiveOutcomes[message];
  if (outcome) return keepReceived(line, outcome, lists, at);
  const state = publishStates[message];
  return state ? keepPublished(line, state, lists, at) : undefined;
}
