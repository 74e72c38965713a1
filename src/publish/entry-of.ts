import type { BusEntry } from "../core/event.ts";
import { sha256 } from "../core/sha256.ts";
import { detailOf } from "../events/envelope.ts";
import { entryBytes, putEventsLimits } from "../events/limits.ts";
import type { NormalizedEvent } from "../events/normalize.ts";
import type { ClaimStore } from "./ports.ts";

/** The entry of an event; a payload that does not fit is kept elsewhere and referred to. */
export async function entryOf(event: NormalizedEvent, claims: ClaimStore): Promise<BusEntry> {
  const { envelope, payload, eventSource, detailType, time, bus, key } = event;
  const entry = (detail: string): BusEntry => ({
    id: envelope.id,
    eventSource,
    detailType,
    time,
    bus,
    key,
    detail,
  });
  const whole = entry(detailOf(envelope, payload));
  if (entryBytes(whole) <= putEventsLimits.entryBytes || payload.kind === "none") return whole;
  const bytes = payload.kind === "json" ? new TextEncoder().encode(payload.text) : payload.bytes;
  const contentType = payload.kind === "json" ? "application/json" : payload.contentType;
  // By the key, which no other event has: the place of an item changes with what the source accepts.
  const name = `${envelope.deliveryid}-${sha256([key]).slice(0, 32)}`;
  const dataref = await claims.keep(name, bytes, contentType);
  return entry(detailOf(envelope, payload, dataref));
}
