import type { Delivery } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import type { EventView } from "../core/event.ts";
import { factsOf, factsOfItem } from "../core/facts.ts";
import { documentPath, type Facts, readValue, spanOf } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Source } from "../core/source.ts";
import { type Attributes, attributesOf } from "./attributes.ts";
import type { Envelope } from "./envelope.ts";
import { documentOf, jsonPayload, otherPayload, type Payload, redact } from "./payload.ts";
import { type Item, itemsOf } from "./split.ts";

/** What the signature of the delivery vouches for; deduplication keys are made of nothing else. */
export interface Covered {
  covers(pointer: string): boolean;
  readonly fingerprint: string;
}

/** An event before it is known whether its payload fits an entry. */
export interface NormalizedEvent {
  readonly envelope: Envelope;
  readonly payload: Payload;
  readonly eventSource: string;
  readonly detailType: string;
  readonly time: Date;
  readonly bus: string;
  readonly key: string;
}

/** The events of a delivery, and how many the source does not accept. */
export interface Normalized {
  readonly events: readonly NormalizedEvent[];
  readonly dropped: number;
}

function queryOf(url: string): string {
  const mark = url.indexOf("?");
  return mark === -1 ? "" : url.slice(mark + 1);
}

/** The request that a delivery was, as far as it left `receive`. */
export function requestOf(delivery: Delivery): WebhookRequest {
  const { method, url, body } = delivery;
  return { method, url, query: queryOf(url), headers: new Map(Object.entries(delivery.headers)), body };
}

function payloadOf(source: Source, request: WebhookRequest, facts: Facts, item: Item | undefined): Payload {
  const { document } = facts;
  if (!document) return otherPayload(request.headers.get("content-type"), request.body, request.query);
  const { data } = source.provider.event;
  const path = data && documentPath(facts, data);
  return jsonPayload(document, (path && spanOf(facts, path)) ?? item?.span);
}

function accepts(source: Source, type: string): boolean {
  if (!source.accept) return true;
  return source.accept.some((name) =>
    name.endsWith("*") ? type.startsWith(name.slice(0, -1)) : type === name,
  );
}

/** What tells events apart besides what is signed. */
function distinctText(
  delivery: Delivery,
  distinct: Source["provider"]["event"]["distinct"],
  facts: Facts,
): string | undefined {
  if (distinct === "signing-time") return delivery.signedAt;
  return distinct === "delivery" ? delivery.id : distinct && readValue(facts, distinct);
}

/** The event's id and its deduplication key. */
function identify(
  delivery: Delivery,
  source: Source,
  attributes: Attributes,
  covered: Covered,
  facts: Facts,
  index: number | undefined,
): { id: string; key: string } {
  const { id } = attributes;
  const place = index === undefined ? "" : `/${index}`;
  const ownId = id?.pointers.some((pointer) => pointer.startsWith("item:"));
  const { distinct } = source.provider.event;
  const told = distinctText(delivery, distinct, facts);
  const apart = told === undefined ? "" : `#${told}`;
  const text = id ? id.text + (ownId ? "" : place) : undefined;
  const signedId = id?.pointers.every((pointer) => covered.covers(pointer)) ? text : undefined;
  return {
    id: text ?? (distinct === "delivery" ? delivery.id : covered.fingerprint) + place,
    key:
      signedId === undefined
        ? `${source.name}#sha256:${covered.fingerprint}${place}${apart}`
        : `${source.name}#id:${signedId}${distinct === "delivery" ? "" : apart}`,
  };
}

function busFor(
  source: Source,
  view: Omit<EventView, "data">,
  payload: Payload,
  buses: ReadonlySet<string>,
): string {
  let bus: string;
  try {
    // Parsed only for a function that may look at it.
    const data = (): unknown => documentOf(payload)?.value;
    bus = typeof source.bus === "string" ? source.bus : source.bus({ ...view, data: data() });
  } catch (cause) {
    throw new BridgeError(
      "event-invalid",
      `The bus function of source "${source.name}" threw for an event "${view.type}".`,
      "Mend it in bridge.config.ts, deploy, and redrive.",
      cause,
    );
  }
  if (buses.has(bus)) return bus;
  throw new BridgeError(
    "event-invalid",
    `The bus function of source "${source.name}" gave "${bus}", which is no bus of this deployment.`,
    "Add the bus to bridge.config.ts or mend the function, deploy, and redrive.",
  );
}

function eventOf(
  delivery: Delivery,
  source: Source,
  facts: Facts,
  payload: Payload,
  covered: Covered,
  buses: ReadonlySet<string>,
  index: number | undefined,
): NormalizedEvent | undefined {
  const attributes = attributesOf(source.provider.event, facts);
  if (!accepts(source, attributes.type)) return undefined;
  const kept = redact(payload, source.redact ?? []);
  if (!kept)
    throw new BridgeError(
      "event-invalid",
      `Source "${source.name}" redacts values, but the body is not JSON, so nothing can be redacted in it.`,
      "Take `redact` off the source or exclude this kind of event with `accept`.",
    );
  const origin = attributes.origin ?? `/sources/${source.name}`;
  const { event } = source.provider;
  const time = attributes.time ?? delivery.receivedAt;
  const { type, subject, entity, action } = attributes;
  const { id, key } = identify(delivery, source, attributes, covered, facts, index);
  return {
    envelope: {
      id,
      origin,
      type: `${event.source}.${type}`,
      subject,
      time,
      bridgesource: source.name,
      deliveryid: delivery.id,
      receivedtime: delivery.receivedAt,
      entity,
      action,
    },
    payload: kept,
    eventSource: event.source,
    detailType: type,
    time: new Date(Math.min(Date.parse(time), Date.parse(delivery.receivedAt))),
    bus: busFor(source, { type, subject, origin, entity, action }, payload, buses),
    key,
  };
}

/**
 * Turns a delivery into events. The same delivery gives the same events, ids and keys every time.
 * @throws BridgeError `event-invalid` for what can never succeed with this configuration
 */
export function normalize(
  delivery: Delivery,
  source: Source,
  covered: Covered,
  buses: ReadonlySet<string>,
  request = requestOf(delivery),
): Normalized {
  const facts = factsOf(request, source.provider.event.payload);
  const items = itemsOf(source.provider.event.each, facts.document);
  const made = items
    ? items.map((item, index) => {
        const itemFacts = factsOfItem(facts, item.path, item.span);
        return eventOf(
          delivery,
          source,
          itemFacts,
          payloadOf(source, request, itemFacts, item),
          covered,
          buses,
          index,
        );
      })
    : [
        eventOf(
          delivery,
          source,
          facts,
          payloadOf(source, request, facts, undefined),
          covered,
          buses,
          undefined,
        ),
      ];
  const events = made.filter((event) => event !== undefined);
  return { events, dropped: made.length - events.length };
}
