import type { EventBridgeServer } from "../../aws/eventbridge/server.ts";

/** An event that went over a bus. */
export interface BusEvent {
  readonly cursor: string;
  /** Name of the bus in bridge.config.ts. */
  readonly bus: string;
  /** EventBridge's id of the event. */
  readonly id: string;
  /** The envelope's JSON text, unchanged. */
  readonly envelope: string;
}

/** All events of all buses, as the embedded EventBridge keeps them or as a rule on a foreign one shows them. */
export interface EventFeed {
  /** At most `limit` events after the cursor, the newest last. */
  list(after: number, limit: number): readonly BusEvent[];
  onEvent(listener: (event: BusEvent) => void): void;
  /** Sends an event over its bus again; false when there is none with this id. */
  replay(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** An event as JSON, its envelope spliced in to the byte: 64-bit integers and the vendor's white space stay. */
export const eventJson = ({ cursor, bus, id, envelope }: BusEvent): string =>
  `{"cursor":${JSON.stringify(cursor)},"bus":${JSON.stringify(bus)},"id":${JSON.stringify(id)},"event":${envelope}}`;

/** An event as one line: raw line breaks can't stand inside a JSON string, so between tokens a space says the same. */
export const eventLine = (event: BusEvent): string => eventJson(event).replace(/[\r\n]+/g, " ");

/** The feed of the embedded EventBridge, which keeps every event itself. */
export function embeddedFeed(server: EventBridgeServer, busPrefix: string): EventFeed {
  const named = (bus: string): string => (bus.startsWith(busPrefix) ? bus.slice(busPrefix.length) : bus);
  type Kept = ReturnType<EventBridgeServer["events"]>[number];
  const eventOf = ({ seq, bus, id, envelope }: Kept): BusEvent => ({
    cursor: String(seq),
    bus: named(bus),
    id,
    envelope,
  });
  return {
    list: (after, limit) => server.events({ after, limit }).map(eventOf),
    onEvent(listener) {
      server.onEvent((event) => listener(eventOf(event)));
    },
    async replay(id) {
      if (!server.event(id)) return false;
      await server.replay(id);
      return true;
    },
    // The server belongs to whoever started it.
    close: async () => {},
  };
}
