import { sha256 } from "../core/sha256.ts";
import { detailOf } from "../events/envelope.ts";
import { entryBytes, putEventsLimits } from "../events/limits.ts";
import type { NormalizedEvent } from "../events/normalize.ts";
import type { ClaimStore, PutEntry } from "./ports.ts";

/**
 * The entry of an event. A payload that does not fit is stored by `claims` and referred to (claim check).
 * @param limitBytes what an entry for the event's bus must stay below
 */
export async function entryOf(
  event: NormalizedEvent,
  claims: ClaimStore,
  limitBytes: number = putEventsLimits.bytes,
): Promise<PutEntry> {
  const { envelope, payload, eventSource, detailType, time, bus, key } = event;
  const entry = (detail: string): PutEntry => ({
    id: envelope.id,
    eventSource,
    detailType,
    time,
    bus,
    key,
    detail,
    ...(limitBytes < putEventsLimits.bytes && { limitBytes }),
  });
  const whole = entry(detailOf(envelope, payload));
  if (payload.kind === "none") return whole;
  const claim = async (): Promise<PutEntry> => {
    const bytes = payload.kind === "json" ? new TextEncoder().encode(payload.text) : payload.bytes;
    const contentType = payload.kind === "json" ? "application/json" : payload.contentType;
    // Named by the key: an item's place changes with `accept`, and another payload would be overwritten.
    const name = `${envelope.deliveryid}-${sha256([key]).slice(0, 32)}`;
    const dataref = await claims.keep(name, bytes, contentType);
    return entry(detailOf(envelope, payload, dataref));
  };
  return entryBytes(whole) < limitBytes ? { ...whole, claim } : claim();
}
