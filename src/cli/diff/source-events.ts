import type { Delivery } from "../../core/delivery.ts";
import { BridgeError } from "../../core/errors.ts";
import { sha256 } from "../../core/sha256.ts";
import type { Source } from "../../core/source.ts";
import { type NormalizedEvent, normalize } from "../../events/normalize.ts";
import type { Payload } from "../../events/payload.ts";
import type { RecordedRequest } from "../../recorded/fixtures.ts";
import { receiveRecorded } from "../../recorded/receive-recorded.ts";

/** What consumers build on, of one event. A member is left out where the event has none. */
export interface EventFacts {
  readonly type: string;
  readonly id: string;
  /** CloudEvents `source`. */
  readonly source: string;
  readonly subject?: string;
  /** The vendor's time; left out where the event has that of its receipt. */
  readonly time?: string;
  readonly entity?: string;
  readonly action?: string;
  /** EventBridge's `Source`. */
  readonly eventSource: string;
  /** EventBridge's `DetailType`. */
  readonly detailType: string;
  readonly bus: string;
  /** The deduplication key. */
  readonly key: string;
  /** A hash of the payload as it is published; left out where there is none. */
  readonly data?: string;
}

/** What becomes of a recorded request. */
export interface RequestEvents {
  /** The hash of the request. Where it differs, two results are not comparable. */
  readonly request: string;
  readonly events: readonly EventFacts[];
  /** How many of its events the source's `accept` drops. */
  readonly dropped?: number;
  /** Why it gives no event at all: the reason of the refusal, or the code of the error. */
  readonly failure?: string;
}

function payloadHash(payload: Payload): string | undefined {
  if (payload.kind === "none") return undefined;
  return sha256([payload.kind === "json" ? payload.text : payload.bytes]).slice(0, 16);
}

function factsOfEvent(event: NormalizedEvent, { receivedAt }: Delivery): EventFacts {
  const { type, id, origin, subject, time, entity, action } = event.envelope;
  const data = payloadHash(event.payload);
  return {
    type,
    id,
    source: origin,
    ...(subject !== undefined && { subject }),
    ...(time !== receivedAt && { time }),
    ...(entity !== undefined && { entity }),
    ...(action !== undefined && { action }),
    eventSource: event.eventSource,
    detailType: event.detailType,
    bus: event.bus,
    key: event.key,
    ...(data !== undefined && { data }),
  };
}

/** The same on every run: some events have it in their ids. */
const deliveryId = "dlv_00000000-0000-4000-8000-000000000000";

/** The delivery that `receive` makes of a recorded request at the time of its recording, or why it makes none. */
export async function recordedDelivery(
  source: Source,
  recorded: RecordedRequest,
): Promise<Delivery | string> {
  const { delivery, outcome } = await receiveRecorded(source, recorded, { deliveryId });
  return delivery ?? outcome;
}

/**
 * What a source makes of a recorded request, through the code that runs when deployed. The same for the same request, source and version.
 * @param buses names of the deployment's buses
 */
export async function eventsOfRequest(
  source: Source,
  recorded: RecordedRequest,
  buses: ReadonlySet<string>,
): Promise<RequestEvents> {
  const request = recorded.hash;
  const delivery = await recordedDelivery(source, recorded);
  if (typeof delivery === "string") return { request, events: [], failure: delivery };
  try {
    const { events, dropped } = normalize(delivery, source, buses);
    const facts = events.map((event) => factsOfEvent(event, delivery));
    return { request, events: facts, ...(dropped > 0 && { dropped }) };
  } catch (error) {
    if (error instanceof BridgeError) return { request, events: [], failure: error.code };
    throw error;
  }
}
