import { type Delivery, storedRequest } from "../core/delivery.ts";
import { BridgeError } from "../core/errors.ts";
import type { EventView } from "../core/event.ts";
import { factsOf, factsOfItem, factsWithout } from "../core/facts.ts";
import { type Facts, pathOf } from "../core/pointers.ts";
import { isCovered, itemProof, type Proof } from "../core/proof.ts";
import { accepts, type Source } from "../core/source.ts";
import { attributesOf } from "./attributes.ts";
import type { Envelope } from "./envelope.ts";
import { identify } from "./identity.ts";
import { detailTypeOf } from "./limits.ts";
import { type Payload, payloadOf, placeInDocument, type ReadPayload } from "./payload.ts";
import { hiddenTexts, redact } from "./redact.ts";
import { busFor } from "./route.ts";
import { itemsOf, mostItems } from "./split.ts";

/** An event before its entry is made: its payload may be too large for one. */
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

/** What one event is read from: a delivery, or one item of it. */
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

/** An event without its bus, and what a `bus` function gets of it. */
interface Unrouted {
  readonly event: Omit<NormalizedEvent, "bus">;
  readonly view: EventView;
}

/**
 * EventBridge's `Time`: the time of receipt for a future one, and for one before 1970 (undocumented by AWS).
 */
function busTime(time: string, { receivedAt }: Delivery): Date {
  const [happened, received] = [time, receivedAt].map(Date.parse) as [number, number];
  return new Date(happened < 0 ? received : Math.min(happened, received));
}

/** The event of a reading; undefined when the source does not accept it. */
function eventOf(reading: Reading): Unrouted | undefined {
  const { delivery, source, facts, read, proof, index } = reading;
  const { event } = source.provider;
  const covers = (pointer: string): boolean => isCovered(proof, pointer);
  const attributes = attributesOf(event, facts, covers);
  if (!accepts(source, attributes.name)) return undefined;
  const { redact: pointers = [] } = source;
  const hidden = pointers.map((pointer) => placeInDocument(read, pathOf(pointer)));
  const visibleFacts = (): Facts => factsWithout(facts, hidden, hiddenTexts(read.payload, pointers));
  const visible = hidden.length === 0 ? attributes : attributesOf(event, facts, covers, visibleFacts());
  const payload = redact(read.payload, pointers);
  if (!payload)
    throw new BridgeError(
      "event-invalid",
      `The source "${source.name}" has \`redact\`, but the body of this event is not JSON: nothing can be redacted in it.`,
      "Remove `redact` from the source, or exclude this kind of event with `accept`; then deploy and redrive.",
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
        traceparent: delivery.traceparent,
        entity,
        action,
      },
      payload,
      eventSource: event.source,
      detailType: detailTypeOf(name),
      time: busTime(time, delivery),
      key,
    },
    view: { name, type, subject, origin, entity, action, data: read.value },
  };
}

/**
 * The readings of a delivery: one, or one for each item.
 * @throws BridgeError `event-invalid` for more items than a function can process
 */
function readingsOf(delivery: Delivery, source: Source): readonly Reading[] {
  const { event } = source.provider;
  const { proof } = delivery;
  const request = storedRequest(delivery);
  const facts = factsOf(request, event.payload);
  const items = itemsOf(event, facts.document);
  if (items === "too-many")
    throw new BridgeError(
      "event-invalid",
      `A delivery to the source "${source.name}" has more than ${mostItems.toLocaleString("en")} items, too many for one function.`,
      "Have the vendor send fewer items at once; take this message from the dead-letter queue and split it by hand.",
    );
  if (!items) {
    const read = payloadOf(event, request, facts, undefined);
    return [{ delivery, source, facts, read, proof, index: undefined }];
  }
  return items.map((item, place) => {
    const itemFacts = factsOfItem(facts, item.path, item.span);
    const read = payloadOf(event, request, itemFacts, item);
    // An item with its own signature keeps its key at any place: a replay can move items.
    const own = itemProof(proof, item.path);
    const index = own ? undefined : place;
    return { delivery, source, facts: itemFacts, read, proof: own ?? proof, index };
  });
}

/**
 * Makes the events of a delivery: the same events, ids and keys every time.
 * @param buses names of the deployment's buses
 * @throws BridgeError `event-invalid` where no retry with this configuration can succeed
 */
export function normalize(delivery: Delivery, source: Source, buses: ReadonlySet<string>): Normalized {
  const all = readingsOf(delivery, source).map(eventOf);
  const accepted = all.filter((unrouted) => unrouted !== undefined);
  // Everything is read before the first bus function runs: it gets the parsed payload and may change it.
  const events = accepted.map(({ event, view }) => ({ ...event, bus: busFor(source, view, buses) }));
  return { events, dropped: all.length - accepted.length };
}
