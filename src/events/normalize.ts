import { type Delivery, storedRequest } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import type { EventView } from "../core/event.ts";
import { factsOf, factsOfItem, factsWithout } from "../core/facts.ts";
import { type Facts, pathOf } from "../core/pointers.ts";
import { isCovered, itemProof, type Proof } from "../core/proof.ts";
import type { Source } from "../core/source.ts";
import { attributesOf } from "./attributes.ts";
import type { Envelope } from "./envelope.ts";
import { identify } from "./identity.ts";
import { type Payload, payloadOf, type ReadPayload } from "./payload.ts";
import { hiddenTexts, redact } from "./redact.ts";
import { accepts, busFor } from "./route.ts";
import { itemsOf, mostItems } from "./split.ts";

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

/** One event of a delivery as it is read: the delivery as a whole, or one item of it. */
interface Reading {
  readonly delivery: Delivery;
  readonly source: Source;
  readonly facts: Facts;
  readonly read: ReadPayload;
  /** The delivery's proof, or the item's own. */
  readonly proof: Proof;
  /** Place among the items that share one proof. */
  readonly index: number | undefined;
}

/** An event without its bus, and what a `bus` function sees of it. */
interface Unrouted {
  readonly event: Omit<NormalizedEvent, "bus">;
  readonly view: EventView;
}

/** The time for EventBridge: that of receipt for one that lies ahead or before 1970, of which AWS does not say what it does. */
function busTime(time: string, { receivedAt }: Delivery): Date {
  const [happened, received] = [time, receivedAt].map(Date.parse) as [number, number];
  return new Date(happened < 0 ? received : Math.min(happened, received));
}

/** What is read of one event; undefined when the source does not accept it. */
function eventOf(reading: Reading): Unrouted | undefined {
  const { delivery, source, facts, read, proof, index } = reading;
  const { event } = source.provider;
  const covers = (pointer: string): boolean => isCovered(proof, pointer);
  const attributes = attributesOf(event, facts, covers);
  if (!accepts(source, attributes.name)) return undefined;
  const { redact: pointers = [] } = source;
  const hidden = pointers.map((pointer) => [...read.at, ...pathOf(pointer)]);
  const visibleFacts = (): Facts => factsWithout(facts, hidden, hiddenTexts(read.payload, pointers));
  const visible = hidden.length === 0 ? attributes : attributesOf(event, facts, covers, visibleFacts());
  const payload = redact(read.payload, pointers);
  if (!payload)
    throw new BridgeError(
      "event-invalid",
      `Source "${source.name}" redacts values, but the body is not JSON, so nothing can be redacted in it.`,
      "Take `redact` off the source or exclude this kind of event with `accept`.",
    );
  const { name, subject, entity, action } = visible;
  const type = `${event.source}.${name}`;
  const origin = visible.origin ?? `/sources/${source.name}`;
  const time = visible.time ?? delivery.receivedAt;
  const vendorId = attributes.id;
  const isHidden = visible.id?.text !== vendorId?.text;
  const { id, key } = identify({ delivery, source, facts, proof, index, vendorId, isHidden });
  return {
    event: {
      envelope: {
        id,
        origin,
        type,
        subject,
        time,
        bridgesource: source.name,
        deliveryid: delivery.id,
        receivedtime: delivery.receivedAt,
        entity,
        action,
      },
      payload,
      eventSource: event.source,
      detailType: name,
      time: busTime(time, delivery),
      key,
    },
    view: { name, type, subject, origin, entity, action, data: read.value },
  };
}

/** The events that a delivery carries: one, or one an item. @throws BridgeError `event-invalid` for more items than fit a function */
function readingsOf(delivery: Delivery, source: Source): readonly Reading[] {
  const { event } = source.provider;
  const { proof } = delivery;
  const request = storedRequest(delivery);
  const facts = factsOf(request, event.payload);
  const items = itemsOf(event.each, facts.document);
  if (items === "too-many")
    throw new BridgeError(
      "event-invalid",
      `A delivery to source "${source.name}" holds more than ${mostItems.toLocaleString("en")} items.`,
      "Have the vendor send fewer at once, or take the message from the dead-letter queue and split it by hand.",
    );
  if (!items) {
    const read = payloadOf(event, request, facts, undefined);
    return [{ delivery, source, facts, read, proof, index: undefined }];
  }
  return items.map((item, place) => {
    const itemFacts = factsOfItem(facts, item.path, item.span);
    const read = payloadOf(event, request, itemFacts, item);
    // An item with its own signature keeps its key at any place.
    const own = itemProof(proof, item.path);
    const index = own ? undefined : place;
    return { delivery, source, facts: itemFacts, read, proof: own ?? proof, index };
  });
}

/**
 * Turns a delivery into events. The same delivery gives the same events, ids and keys every time.
 * @param buses names of the deployment's buses
 * @throws BridgeError `event-invalid` for what can never succeed with this configuration
 */
export function normalize(delivery: Delivery, source: Source, buses: ReadonlySet<string>): Normalized {
  const all = readingsOf(delivery, source).map(eventOf);
  const accepted = all.filter((one) => one !== undefined);
  // All is read before the first bus function runs: it gets the parsed payload itself, and may change it.
  const events = accepted.map(({ event, view }) => ({ ...event, bus: busFor(source, view, buses) }));
  return { events, dropped: all.length - accepted.length };
}
