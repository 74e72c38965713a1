/** An EventBridge on this machine: the API that SDK clients speak, with rules and archives; its state is one file. */
import { type AwsJsonServer, type Input, type Operation, startAwsJsonServer } from "../aws-json-server.ts";
import { archiveOperations } from "./archives/archives.ts";
import { replayOperations } from "./archives/replays.ts";
import { busExists, busOperations } from "./buses.ts";
import type { BusEvent, EventQuery } from "./events/event-table.ts";
import { type Events, openEvents } from "./events/events.ts";
import { checkPutEvents, requestLimitBytes } from "./events/put-events.ts";
import { ruleOperations } from "./rules.ts";
import { openStore, type Service, transaction } from "./store.ts";
import { type DeliveryAttempt, openDeliveries } from "./targets/deliveries.ts";
import {
  type RuleDeliveries,
  ruleDeliveries,
  type TargetDelivery,
  targetResults,
} from "./targets/target-results.ts";
import { targetOperations } from "./targets/targets.ts";
import type { SendToBus, SendToQueue } from "./targets/try-message.ts";
import { testEventPattern } from "./test-event-pattern.ts";

export type { BusEvent, EventQuery } from "./events/event-table.ts";

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
  /** Delivers to SQS targets, and starts state machines through queues. Without it, rules match but nothing is sent. */
  readonly sendToQueue?: SendToQueue;
  /** The entries of a PutEvents request must be smaller than this in bytes. Default 1,000,000. */
  readonly requestLimitBytes?: number;
}

/** A running EventBridge. */
export interface EventBridgeServer {
  readonly url: string;
  close(): Promise<void>;
  /** Calls `listener` once for each event that is put or replayed, after it is stored. @returns how to stop */
  onEvent(listener: (event: BusEvent) => void): () => void;
  /** Calls `listener` with how each attempt at a target has ended. */
  onDelivery(listener: (attempt: DeliveryAttempt) => void): void;
  /** Stored events, the newest last. */
  events(query: EventQuery): readonly BusEvent[];
  /** The event of this id as it was first put. */
  event(id: string): BusEvent | undefined;
  eventAt(seq: number): BusEvent | undefined;
  /** The place of the newest event; 0 without any. */
  lastSeq(): number;
  /** Puts an event on its bus again; undefined when no event has this id. */
  replay(id: string, replayName?: string): Promise<BusEvent | undefined>;
  /** Puts events again, all or none. @param rules ARNs of those that get them; default: all of the bus */
  replayAll(events: readonly BusEvent[], replayName: string, rules?: readonly string[]): void;
  /** What became of an event at the targets of the rules that it matched. */
  results(seq: number): readonly TargetDelivery[];
  ruleDeliveries(ruleArn: string, since: number): RuleDeliveries;
}

type Publish = (work: () => readonly BusEvent[]) => readonly BusEvent[];

function announce<Item>(listeners: ReadonlySet<(item: Item) => void>, items: readonly Item[]): void {
  for (const item of items) {
    for (const listener of listeners) {
      try {
        listener(item);
      } catch (error) {
        // It is stored: a listener that fails must not make anybody send it again.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }
}

const putEvents =
  (events: Events, publish: Publish, limitBytes: number): Operation =>
  (input: Input) => {
    const checked = checkPutEvents(input, limitBytes);
    const results = checked.map((entry) => ({ entry, id: crypto.randomUUID() }));
    publish(() =>
      results.flatMap(({ entry, id }) => ("ErrorCode" in entry ? [] : (events.append(entry, id) ?? []))),
    );
    return {
      FailedEntryCount: checked.filter((entry) => "ErrorCode" in entry).length,
      Entries: results.map(({ entry, id }) => ("ErrorCode" in entry ? entry : { EventId: id })),
    };
  };

/** Every operation by name. */
const operationTable = (
  service: Service,
  events: Events,
  publish: Publish,
  limitBytes: number,
): ReadonlyMap<string, Operation> =>
  new Map([
    ["PutEvents", putEvents(events, publish, limitBytes)],
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
  ]);

/** Starts an EventBridge; resolves when it listens. It first sends the deliveries that an earlier process left. */
export async function startEventBridge(options: EventBridgeOptions): Promise<EventBridgeServer> {
  const { host, port, region, account } = options;
  const database = openStore(options.databaseFile);
  const service: Service = { database, region, account, now: () => new Date(options.now()) };
  const toBus: SendToBus = (name, event) => {
    if (!busExists(service, name))
      throw Object.assign(new Error(`Event bus ${name} does not exist.`), {
        name: "ResourceNotFoundException",
      });
    publish(() => [events.appendForwarded(event, name)]);
  };
  const attemptListeners = new Set<(attempt: DeliveryAttempt) => void>();
  const onAttempts = (attempts: readonly DeliveryAttempt[]): void => announce(attemptListeners, attempts);
  const deliveries =
    options.sendToQueue && openDeliveries(service, { toQueue: options.sendToQueue, toBus }, onAttempts);
  const events = openEvents(service, deliveries);
  const listeners = new Set<(event: BusEvent) => void>();
  const publish: Publish = (work) => {
    const published = transaction(database, work);
    announce(listeners, published);
    deliveries?.wake();
    return published;
  };
  const operations = operationTable(service, events, publish, options.requestLimitBytes ?? requestLimitBytes);
  let server: AwsJsonServer;
  try {
    server = await startAwsJsonServer({ host, port, target: "AWSEvents", operations });
  } catch (error) {
    database.close();
    throw error;
  }
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
    onDelivery: (listener) => void attemptListeners.add(listener),
    events: events.list,
    event: events.find,
    eventAt: events.at,
    lastSeq: events.last,
    async replay(id, replayName = `replay-${crypto.randomUUID()}`) {
      const event = events.find(id);
      return event && publish(() => [events.appendReplay(event, replayName)])[0];
    },
    replayAll(chosen, replayName, rules) {
      publish(() => chosen.map((event) => events.appendReplay(event, replayName, rules)));
    },
    results: (seq) => targetResults(database, seq),
    ruleDeliveries: (ruleArn, since) => ruleDeliveries(database, ruleArn, since),
  };
}
