import type { BusEntry } from "../core/event.ts";
import { sha256 } from "../core/sha256.ts";
import { detailOf } from "../events/envelope.ts";
import { entryBytes, putEventsLimits } from "../events/limits.ts";
import type { NormalizedEvent } from "../events/normalize.ts";
import type { ClaimStore } from "./ports.ts";

/** The entry of an event. A payload that does not fit is stored by `claims` and referred to (claim check). */
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
  // Named by the key: an item's place changes with `accept`, and another payload would be overwritten.
  const name = `${envelope.deliveryid}-${sha256([key]).slice(0, 32)}`;
  const dataref = await claims.keep(name, bytes, contentType);
  return entry(detailOf(envelope, payload, dataref));
}
