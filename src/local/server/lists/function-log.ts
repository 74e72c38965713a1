import { child, type Json, parseJson } from "../../../core/json/json.ts";
import type { LogRow, RowLog } from "./row-log.ts";

/** The outcome of a webhook, as a line of a function's log has it. */
export interface LoggedOutcome {
  readonly kind: "delivery" | "rejection";
  readonly row: LogRow;
  /** One line for people. */
  readonly line: string;
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
  "source",
  "provider",
  "deliveryId",
  "handshake",
  "code",
  "reason",
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

function printedLine(outcome: string, fields: Readonly<Record<string, Json>>): string {
  const details = printedFields
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${name}=${String(fields[name])}`);
  return [outcome.padEnd(9), ...details].join(" ");
}

const rowId = ({ deliveryId }: Readonly<Record<string, Json>>): string =>
  typeof deliveryId === "string" ? deliveryId : crypto.randomUUID();

function keepReceived(line: Json, outcome: string, deliveries: RowLog, at: string): LoggedOutcome {
  const fields = pick(line, receiveFields);
  const row = deliveries.put(rowId(fields), (before) => ({
    at,
    outcome,
    ...fields,
    publishing: (before && child(before, "publishing")) ?? null,
  }));
  const kind = outcome === "rejected" || outcome === "failed" ? "rejection" : "delivery";
  return { kind, row, line: printedLine(outcome, fields) };
}

function keepPublished(line: Json, state: string, deliveries: RowLog, at: string): LoggedOutcome {
  const fields = pick(line, ["source", "deliveryId"]);
  const details = pick(line, publishFields);
  // A kill may have lost the row of the acceptance, but not the delivery in the queue.
  const row = deliveries.put(rowId(fields), (before) => ({
    ...((before ?? { at, outcome: "accepted", ...fields }) as Readonly<Record<string, Json>>),
    publishing: { at, state, ...details },
  }));
  return { kind: "delivery", row, line: printedLine(state, { ...fields, ...details }) };
}

/**
 * Reads a line of a function's log, and keeps the outcome that it has.
 * @returns undefined for a line without one
 */
export function readLogLine(text: string, deliveries: RowLog, now: () => number): LoggedOutcome | undefined {
  const line = text.startsWith("{") ? parseJson(text)?.value : undefined;
  const message = line === undefined ? undefined : child(line, "message");
  if (line === undefined || typeof message !== "string") return undefined;
  const at = new Date(now()).toISOString();
  const outcome = receiveOutcomes[message];
  if (outcome) return keepReceived(line, outcome, deliveries, at);
  const state = publishStates[message];
  return state ? keepPublished(line, state, deliveries, at) : undefined;
}
