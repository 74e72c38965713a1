import type { Payload } from "./payload.ts";

/** The CloudEvents attributes of one event. */
export interface Envelope {
  readonly id: string;
  /** CloudEvents `source`, a URI reference. */
  readonly origin: string;
  /** CloudEvents `type`. */
  readonly type: string;
  readonly subject: string | undefined;
  /** RFC 3339. */
  readonly time: string;
  /** Name of the source. */
  readonly bridgesource: string;
  readonly deliveryid: string;
  /** RFC 3339. */
  readonly receivedtime: string;
  /** Distributed tracing extension: the trace of the invocation that verified the delivery. */
  readonly traceparent: string | undefined;
  /** As in core/words. */
  readonly entity: string | undefined;
  readonly action: string | undefined;
}

const contentTypes = { json: "application/json", none: undefined } as const;

/**
 * A CloudEvent as JSON text. The payload's JSON is spliced in, never printed again.
 * @param dataref URI of a payload that is too large for an entry
 */
export function detailOf(event: Envelope, payload: Payload, dataref?: string): string {
  const inBase64 = payload.kind === "bytes" && dataref === undefined;
  const attributes = JSON.stringify({
    specversion: "1.0",
    id: event.id,
    type: event.type,
    source: event.origin,
    subject: event.subject,
    time: event.time,
    bridgesource: event.bridgesource,
    deliveryid: event.deliveryid,
    receivedtime: event.receivedtime,
    traceparent: event.traceparent,
    entity: event.entity,
    action: event.action,
    datacontenttype: payload.kind === "bytes" ? payload.contentType : contentTypes[payload.kind],
    dataref: payload.kind === "none" ? undefined : dataref,
    data_base64: inBase64 ? Buffer.from(payload.bytes).toString("base64") : undefined,
  });
  const isSpliced = payload.kind === "json" && dataref === undefined;
  return isSpliced ? `${attributes.slice(0, -1)},"data":${payload.text}}` : attributes;
}
