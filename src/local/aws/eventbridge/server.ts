/** An EventBridge for one machine: the API that the SDK client speaks, its rules, its archive; state in one file. */
import { type Input, startAwsJsonServer } from "../aws-json-server.ts";
import { archiveOperations } from "./archives/archives.ts";
import { replayOperations } from "./archives/replays.ts";
import { busOperations } from "./buses.ts";
import { type BusEvent, type EventQuery, openEvents } from "./events/events.ts";
import { checkPutEvents, requestLimitBytes } from "./events/put-events.ts";
import { testEventPattern } from "./patterns/test-event-pattern.ts";
import { ruleOperations } from "./rules.ts";
import { openStore, type Service, transaction } from "./store.ts";
import { openDeliveries, type SendToQueue } from "./targets/deliveries.ts";
import { targetOperations } from "./targets/targets.ts";

export type { BusEvent, EventQuery } from "./events/events.ts";

/** What `startEventBridge` needs. */
export interface EventBridgeOptions {
  readonly host: "127.0.0.1";
  /** 0 takes any free port. */
  readonly port: number;
  readonly databaseFile: string;
  /** The clock: a date, or milliseconds since 1970. */
  readonly now: () => Date | number;
  readonly region: string;
  readonly account: string;
  /** Where SQS targets are delivered; without it, rules match but nothing is sent. */
  readonly sendToQueue?: SendToQueue;
  /** A PutEvents request must stay under this many bytes of entries; by default 1,000,000. */
  readonly requestLimitBytes?: number;
}

/** A running EventBridge. */
export interface EventBridgeServer {
  readonly url: string;
  close(): Promise<void>;
  /** Calls `listener` once for each event that is put or replayed, after it is stored; returns how to stop. */
  onEvent(listener: (event: BusEvent) => void): () => void;
  /** Kept events, the newest last. */
  events(query: EventQuery): readonly BusEvent[];
  /** The event of this id as it was first put. */
  event(id: string): BusEvent | undefined;
  /** Puts an event on its bus again; undefined when there is none of this id. */
  replay(id: string, replayName?: string): Promise<BusEvent | undefined>;
}

function announce(listeners: ReadonlySet<(event: BusEvent) => void>, events: readonly BusEvent[]): void {
  for (const event of events) {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // The event is stored: a failing listener must not make the publisher send it again.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }
}

/** Starts an EventBridge; resolves when it listens. Deliveries that an earlier process left over are sent. */
export async function startEventBridge(options: EventBridgeOptions): Promise<EventBridgeServer> {
  const { host, port, region, account } = options;
  const database = openStore(options.databaseFile);
  const service: Service = { database, region, account, now: () => new Date(options.now()) };
  const deliveries = options.sendToQueue && openDeliveries(service, options.sendToQueue);
  const events = openEvents(service, deliveries);
  const listeners = new Set<(event: BusEvent) => void>();

  function publish(work: () => readonly BusEvent[]): readonly BusEvent[] {
    const published = transaction(database, work);
    announce(listeners, published);
    deliveries?.wake();
    return published;
  }

  function putEvents(input: Input): object {
    const checked = checkPutEvents(input, options.requestLimitBytes ?? requestLimitBytes);
    const results = checked.map((entry) => ({ entry, id: crypto.randomUUID() }));
    publish(() =>
      results.flatMap(({ entry, id }) => ("ErrorCode" in entry ? [] : (events.append(entry, id) ?? []))),
    );
    return {
      FailedEntryCount: checked.filter((entry) => "ErrorCode" in entry).length,
      Entries: results.map(({ entry, id }) => ("ErrorCode" in entry ? entry : { EventId: id })),
    };
  }

  const server = await startAwsJsonServer({
    host,
    port,
    target: "AWSEvents",
    operations: new Map([
      ["PutEvents", putEvents],
      ["TestEventPattern", testEventPattern],
      ...busOperations(service),
      ...ruleOperations(service),
      ...targetOperations(service),
      ...archiveOperations(service),
      ...replayOperations(service, (archived, name, rules) => {
        publish(() =>
          archived.map((event) => events.appendReplay(event, name, rules.length > 0 ? rules : undefined)),
        );
      }),
    ]),
  }).catch((error: unknown) => {
    database.close();
    throw error;
  });
  deliveries?.wake();

  return {
    url: server.url,
    async close() {
      await server.close();
      await deliveries?.close();
      database.close();
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    events: (query) => events.list(query),
    event: (id) => events.find(id),
    async replay(id, replayName = `replay-${crypto.randomUUID()}`) {
      const event = events.find(id);
      return event && publish(() => [events.appendReplay(event, replayName)])[0];
    },
  };
}
