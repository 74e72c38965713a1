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
  readonly bridgesource: string;
  readonly deliveryid: string;
  readonly receivedtime: string;
  /** Words of core/vocabulary.ts. */
  readonly entity: string | undefined;
  readonly action: string | undefined;
}

const member = (name: string, value: string | undefined): string =>
  value === undefined ? "" : `"${name}":${JSON.stringify(value)},`;

function dataMembers(payload: Payload, dataref: string | undefined): string {
  const type = payload.kind === "bytes" ? payload.contentType : "application/json";
  if (payload.kind === "none") return "";
  const head = member("datacontenttype", type);
  if (dataref !== undefined) return head + member("dataref", dataref);
  if (payload.kind === "json") return `${head}"data":${payload.text},`;
  return head + member("data_base64", Buffer.from(payload.bytes).toString("base64"));
}

/**
 * A CloudEvent in JSON format, as text. The payload's JSON is spliced in, never printed again.
 * @param dataref where the payload is kept, for one that is too large for an entry
 */
export function detailOf(event: Envelope, payload: Payload, dataref?: string): string {
  const members =
    member("specversion", "1.0") +
    member("id", event.id) +
    member("type", event.type) +
    member("source", event.origin) +
    member("subject", event.subject) +
    member("time", event.time) +
    member("bridgesource", event.bridgesource) +
    member("deliveryid", event.deliveryid) +
    member("receivedtime", event.receivedtime) +
    member("entity", event.entity) +
    member("action", event.action) +
    dataMembers(payload, dataref);
  return `{${members.slice(0, -1)}}`;
}
