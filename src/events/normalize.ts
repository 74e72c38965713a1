import type { Delivery } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import type { EventView } from "../core/event.ts";
import { factsOf, factsOfItem, factsWithout } from "../core/facts.ts";
import { documentPath, type Facts, pathOf, spanOf } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Source } from "../core/source.ts";
import { attributesOf } from "./attributes.ts";
import type { Envelope } from "./envelope.ts";
import { type Covered, identify } from "./identity.ts";
import { documentOf, jsonPayload, otherPayload, type Payload } from "./payload.ts";
import { hiddenTexts, redact } from "./redact.ts";
import { type Item, itemsOf, mostItems } from "./split.ts";

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

/** The payload, and the path of the document at which it stands. */
interface Found {
  readonly payload: Payload;
  readonly at: readonly string[];
}

function payloadOf(source: Source, request: WebhookRequest, facts: Facts, item: Item | undefined): Found {
  const { document } = facts;
  if (!document) {
    return {
      payload: otherPayload(request.headers.get("content-type"), request.body, request.query),
      at: [],
    };
  }
  const { data } = source.provider.event;
  const path = data && documentPath(facts, data);
  const span = path && spanOf(facts, path);
  return span
    ? { payload: jsonPayload(document, span), at: path }
    : { payload: jsonPayload(document, item?.span), at: item?.path ?? [] };
}

function accepts(source: Source, type: string): boolean {
  if (!source.accept) return true;
  return source.accept.some((name) =>
    name.endsWith("*") ? type.startsWith(name.slice(0, -1)) : type === name,
  );
}

/** The time for EventBridge: that of receipt for one that lies ahead or before 1970, of which AWS does not say what it does. */
function busTime(time: string, { receivedAt }: Delivery): Date {
  const [happened, received] = [time, receivedAt].map(Date.parse) as [number, number];
  return new Date(happened < 0 ? received : Math.min(happened, received));
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
  { payload, at }: Found,
  covered: Covered,
  buses: ReadonlySet<string>,
  index: number | undefined,
): NormalizedEvent | undefined {
  const { event } = source.provider;
  const attributes = attributesOf(event, facts, covered.covers);
  if (!accepts(source, attributes.type)) return undefined;
  const { redact: pointers = [] } = source;
  const hidden = pointers.map((pointer) => [...at, ...pathOf(pointer)]);
  const told = () => factsWithout(facts, hidden, hiddenTexts(payload, pointers));
  const shown = hidden.length === 0 ? attributes : attributesOf(event, facts, covered.covers, told());
  const kept = redact(payload, pointers);
  if (!kept)
    throw new BridgeError(
      "event-invalid",
      `Source "${source.name}" redacts values, but the body is not JSON, so nothing can be redacted in it.`,
      "Take `redact` off the source or exclude this kind of event with `accept`.",
    );
  const { type, subject, entity, action } = shown;
  const origin = shown.origin ?? `/sources/${source.name}`;
  const time = shown.time ?? delivery.receivedAt;
  const { id, key } = identify(delivery, source, attributes, shown, covered, facts, index);
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
    time: busTime(time, delivery),
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
  if (items === "too-many")
    throw new BridgeError(
      "event-invalid",
      `A delivery to source "${source.name}" holds more than ${mostItems.toLocaleString("en")} items.`,
      "Have the vendor send fewer at once, or take the message from the dead-letter queue and split it by hand.",
    );
  const made = items
    ? items.map((item, index) => {
        const itemFacts = factsOfItem(facts, item.path, item.span);
        // One that is signed by itself is the same event wherever it stands.
        const own = covered.ofItem?.(item.path);
        return eventOf(
          delivery,
          source,
          itemFacts,
          payloadOf(source, request, itemFacts, item),
          own ?? covered,
          buses,
          own ? undefined : index,
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
