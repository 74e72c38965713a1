import { busExists } from "../buses.ts";
import type { Service } from "../store.ts";
import type { Deliveries } from "../targets/deliveries.ts";
import { envelopeOf, replayEnvelope } from "./envelope.ts";
import { type BusEvent, type EventTable, eventTable } from "./event-table.ts";
import type { AcceptedEntry } from "./put-events.ts";
import { makeRouter } from "./routing.ts";

/** An event that a rule sends to another bus. */
type ForwardedEvent = Pick<BusEvent, "id" | "envelope" | "replay">;

/** Stores events and routes them. */
export interface Events extends Pick<EventTable, "list" | "find" | "at" | "last"> {
  /** Stores an accepted entry and its deliveries. An unknown bus gives undefined, and the event is lost, as in AWS. */
  append(entry: AcceptedEntry, id: string): BusEvent | undefined;
  /** Puts a stored event on its bus again, for all its rules or those of `rules` (ARNs). */
  appendReplay(event: BusEvent, replayName: string, rules?: readonly string[]): BusEvent;
  /** Puts an event of another bus on this one, as it is. It goes over one bus only: rules that name a further one do not send it on. */
  appendForwarded(event: ForwardedEvent, bus: string): BusEvent;
}

/** The events of a service. Call what writes within a transaction. */
export function openEvents(service: Service, deliveries: Deliveries | undefined): Events {
  const { database, account, region } = service;
  const table = eventTable(database);
  const route = makeRouter(service, deliveries);
  return {
    list: table.list,
    find: table.find,
    at: table.at,
    last: table.last,
    append(entry, id) {
      if (!busExists(service, entry.bus)) return undefined;
      const received = service.now();
      const envelope = envelopeOf(entry, { id, account, region, received });
      const stored = { bus: entry.bus, id, envelope, received: received.getTime(), replay: null };
      const event = table.append(stored);
      route(event, received);
      return event;
    },
    appendReplay({ bus, id, envelope }, replayName, rules) {
      const received = service.now();
      const replayed = { bus, id, envelope: replayEnvelope(envelope, replayName) };
      const event = table.append({ ...replayed, received: received.getTime(), replay: replayName });
      route(event, received, { ...(rules && { rules }) });
      return event;
    },
    appendForwarded({ id, envelope, replay }, bus) {
      const received = service.now();
      const event = table.append({ bus, id, envelope, replay, received: received.getTime() });
      route(event, received, { isForwarded: true });
      return event;
    },
  };
}
