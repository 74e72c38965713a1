import { child, type Json, parseJson } from "../../../core/json/json.ts";
import type { Entry, Journal } from "./row-log.ts";

/** What became of a webhook, as the functions' logs tell it. */
export interface DeliveryNews {
  readonly kind: "delivery" | "rejection";
  readonly entry: Entry;
  /** One line for people. */
  readonly line: string;
}

/** Messages of the functions' log lines that say what became of a request or of a message. */
const received: Readonly<Record<string, string>> = {
  "delivery accepted": "accepted",
  "delivery rejected": "rejected",
  "handshake answered": "handshake",
  "delivery failed": "failed",
};
const published: Readonly<Record<string, string>> = {
  "delivery published": "published",
  "delivery parked": "parked",
  "delivery deferred": "deferred",
};
const receivedFields = [
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
const publishedFields = ["published", "duplicates", "dropped", "code", "reason"];

function pick(line: Json, names: readonly string[]): Record<string, Json> {
  const fields: Record<string, Json> = {};
  for (const name of names) {
    const value = child(line, name);
    if (value !== undefined && value !== null && typeof value !== "object") fields[name] = value;
  }
  return fields;
}

function sentence(outcome: string, fields: Readonly<Record<string, Json>>): string {
  const names = ["source", "deliveryId", "handshake", "status", "code", "reason", "published", "duplicates"];
  const details = names
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${name}=${String(fields[name])}`);
  return [outcome.padEnd(9), ...details].join(" ");
}

/**
 * Reads a line of a function's log and keeps what it says of a delivery.
 * @returns undefined for lines that say nothing of one
 */
export function readLogLine(text: string, deliveries: Journal, now: () => number): DeliveryNews | undefined {
  const line = text.startsWith("{") ? parseJson(text)?.value : undefined;
  const message = line === undefined ? undefined : child(line, "message");
  if (line === undefined || typeof message !== "string") return undefined;
  const at = new Date(now()).toISOString();
  const outcome = received[message];
  if (outcome) {
    const fields = pick(line, receivedFields);
    const id = typeof fields.deliveryId === "string" ? fields.deliveryId : crypto.randomUUID();
    const entry = deliveries.put(id, (before) => ({
      at,
      outcome,
      ...fields,
      publishing: (before && child(before, "publishing")) ?? null,
    }));
    const kind = outcome === "rejected" || outcome === "failed" ? "rejection" : "delivery";
    return { kind, entry, line: sentence(outcome, fields) };
  }
  const state = published[message];
  if (!state) return undefined;
  const fields = pick(line, ["source", "deliveryId"]);
  const details = pick(line, publishedFields);
  const id = typeof fields.deliveryId === "string" ? fields.deliveryId : crypto.randomUUID();
  // After a kill the queue may know of a delivery whose acceptance was never written down here.
  const entry = deliveries.put(id, (before) => ({
    ...((before ?? { at, outcome: "accepted", ...fields }) as Readonly<Record<string, Json>>),
    publishing: { at, state, ...details },
  }));
  return { kind: "delivery", entry, line: sentence(state, { ...fields, ...details }) };
}
