import type { EventBridgeServer } from "../../aws/eventbridge/server.ts";

/** An event that was put on a bus, as the API lists it. */
export interface FeedEvent {
  readonly cursor: string;
  /** Name of the bus in bridge.config.ts. */
  readonly bus: string;
  /** EventBridge's id of the event. */
  readonly id: string;
  /** The envelope's JSON text, byte for byte. */
  readonly envelope: string;
}

/** The events of all buses. */
export interface EventFeed {
  /** At most `limit` events after the cursor, the newest last. */
  list(after: number, limit: number): readonly FeedEvent[];
  onEvent(listener: (event: FeedEvent) => void): void;
  /** Puts an event on its bus again; false when no event has this id. */
  replay(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** An event as JSON. The envelope is spliced in as text, so that 64-bit integers keep their digits. */
export const eventJson = ({ cursor, bus, id, envelope }: FeedEvent): string =>
  `{"cursor":${JSON.stringify(cursor)},"bus":${JSON.stringify(bus)},"id":${JSON.stringify(id)},"event":${envelope}}`;

/** An event as one line. A raw line break can only be between JSON tokens, where a space means the same. */
export const eventLine = (event: FeedEvent): string => eventJson(event).replace(/[\r\n]+/g, " ");

/** The feed of the embedded EventBridge, which stores all events itself. */
export function embeddedFeed(server: EventBridgeServer, busPrefix: string): EventFeed {
  type StoredEvent = ReturnType<EventBridgeServer["events"]>[number];
  const feedEvent = ({ seq, bus, id, envelope }: StoredEvent): FeedEvent => ({
    cursor: String(seq),
    bus: bus.startsWith(busPrefix) ? bus.slice(busPrefix.length) : bus,
    id,
    envelope,
  });
  return {
    list: (after, limit) => server.events({ after, limit }).map(feedEvent),
    onEvent(listener) {
      server.onEvent((event) => listener(feedEvent(event)));
    },
    async replay(id) {
      if (!server.event(id)) return false;
      await server.replay(id);
      return true;
    },
    // The workspace closes the server.
    close: async () => {},
  };
}
