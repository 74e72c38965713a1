import type { BusEvent, EventBridgeServer } from "../../aws/eventbridge/server.ts";
import type { DeliveryAttempt } from "../../aws/eventbridge/targets/deliveries.ts";
import type { FeedEvent, IndexedEvent } from "../journal/event-index.ts";

/** What became of an event at a target of a rule, as far as EventBridge tells. */
export type FeedResult = ReturnType<EventBridgeServer["results"]>[number];

/** The events of all buses, as their EventBridge has them. */
export interface EventFeed {
  /** Whether the index must keep the envelopes, because nobody else does. */
  readonly keepsNothing: boolean;
  onEvent(listener: (event: FeedEvent) => void): void;
  /** At most `limit` events behind a place, the oldest first: those of an earlier run that the index may lack. */
  since(place: number, limit: number): readonly FeedEvent[];
  /** The place of the newest event; 0 without any. */
  lastPlace(): number;
  envelope(event: IndexedEvent): string | undefined;
  /** Puts events on their buses again. @param rule ARN of the one that gets them; default: all of the bus */
  putAgain(events: readonly IndexedEvent[], replay: string, rule?: string): Promise<void>;
  /** Undefined where EventBridge does not tell. */
  results(event: IndexedEvent): readonly FeedResult[] | undefined;
  /** Calls the listener with how each attempt at a target has ended; never where EventBridge does not tell. */
  onDelivery(listener: (attempt: DeliveryAttempt) => void): void;
  /** How a rule's deliveries are going; undefined where EventBridge does not tell. */
  ruleDeliveries(ruleArn: string, since: number): ReturnType<EventBridgeServer["ruleDeliveries"]> | undefined;
  close(): Promise<void>;
}

/** The feed of the embedded EventBridge, which stores all events itself. */
export function embeddedFeed(server: EventBridgeServer, busPrefix: string): EventFeed {
  const feedEvent = ({ seq, bus, id, envelope, received, replay }: BusEvent): FeedEvent => ({
    place: seq,
    bus: bus.startsWith(busPrefix) ? bus.slice(busPrefix.length) : bus,
    id,
    at: received,
    envelope,
    ...(replay !== null && { replay }),
  });
  return {
    keepsNothing: false,
    onEvent(listener) {
      server.onEvent((event) => listener(feedEvent(event)));
    },
    since: (place, limit) => server.events({ after: place, limit }).map(feedEvent),
    lastPlace: server.lastSeq,
    envelope: ({ place }) => server.eventAt(place)?.envelope,
    async putAgain(events, replay, rule) {
      const stored = events.flatMap(({ place, row }) => {
        const event = server.eventAt(place);
        // A replayed event carries the name of its replay: what is sent again is the event as it was first put.
        return (row.replay === undefined ? event : server.event(row.id)) ?? [];
      });
      server.replayAll(stored, replay, rule === undefined ? undefined : [rule]);
    },
    results: ({ place }) => server.results(place),
    onDelivery: server.onDelivery,
    ruleDeliveries: server.ruleDeliveries,
    // The workspace closes the server.
    close: async () => {},
  };
}
