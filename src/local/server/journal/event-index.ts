import type { DatabaseSync } from "node:sqlite";
import type { EventRow } from "../../../operate/events.ts";
import type { ListQuery, Page } from "../../../operate/lists.ts";
import { eventFacts } from "./event-facts.ts";
import {
  both,
  either,
  readJournalPage,
  type SqlCondition,
  type SqlRow,
  type SqlValue,
} from "./lists/journal-page.ts";
import { searchJournal } from "./lists/journal-search.ts";
import { between, containing, oneOf, oneOfTypes } from "./lists/list-conditions.ts";
import type { WriteBatch } from "./write-batch.ts";

/** An event that was put on a bus. */
export interface FeedEvent {
  /** Where its feed has it; grows with every event. */
  readonly place: number;
  /** Name of the bus in bridge.config.ts. */
  readonly bus: string;
  /** EventBridge's id of the event. */
  readonly id: string;
  /** When it was put, in ms since 1970. */
  readonly at: number;
  /** Name of the replay that put it again. */
  readonly replay?: string;
  /** The envelope's JSON text, byte for byte. */
  readonly envelope: string;
}

/** An event of the index. */
export interface IndexedEvent {
  readonly seq: number;
  readonly place: number;
  readonly row: EventRow;
  /** The envelope where the index itself keeps it. */
  readonly envelope?: string;
}

/** Which events to send again. */
export interface ReplayChoice {
  readonly bus: string;
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  readonly source?: readonly string[];
  readonly type?: readonly string[];
}

/** What is looked for among events. */
export type EventQueryOfBus = ListQuery & { readonly bus?: readonly string[] };

/** The events of all buses, with what lists filter by. */
export interface EventIndex {
  /** Adds an event, unless it is known. @returns its number, which grows with every event */
  add(event: FeedEvent, keepsEnvelope: boolean): number | undefined;
  /** Forgets all events. */
  clear(): void;
  /** The place up to which events are known. */
  lastPlace(): number;
  at(seq: number): IndexedEvent | undefined;
  /** The event of this id of EventBridge, as it was first put; else of this `detail.id`. */
  find(id: string): IndexedEvent | undefined;
  /** The same event as it was put on other buses. */
  onOtherBuses(event: IndexedEvent): readonly IndexedEvent[];
  /** Events of this `detail.id`, of all sources, the newest first. */
  ofEventId(eventId: string): readonly IndexedEvent[];
  /** Events of a delivery, the first one first. */
  ofDelivery(delivery: string): readonly IndexedEvent[];
  list(query: EventQueryOfBus): Page<EventRow>;
  /** The same without holding up other work, for a `text` that is looked for in payloads. */
  search(query: EventQueryOfBus): Promise<Page<EventRow>>;
  /** What was put on the bus and happened in the range, in the order in which it was put. */
  toReplay(choice: ReplayChoice): readonly IndexedEvent[];
}

/** The index keeps this many events, the newest ones. */
const keptEvents = 100_000;

const optionalFields = ["entity", "action", "subject", "replay"] as const;

function eventRowOf(stored: SqlRow): EventRow {
  const text = (name: string): string => String(stored[name]);
  const known = optionalFields.flatMap((name) => (stored[name] === null ? [] : [[name, stored[name]]]));
  return {
    id: text("id"),
    at: new Date(Number(stored.at)).toISOString(),
    bus: text("bus"),
    type: text("type"),
    name: text("name"),
    source: text("source"),
    eventId: text("eventId"),
    delivery: text("delivery"),
    ...(stored.time !== null && { time: new Date(Number(stored.time)).toISOString() }),
    ...(Object.fromEntries(known) as Partial<EventRow>),
  };
}

const indexedEvent = (stored: SqlRow): IndexedEvent => ({
  seq: Number(stored.seq),
  place: Number(stored.place),
  row: eventRowOf(stored),
  ...(typeof stored.envelope === "string" && { envelope: stored.envelope }),
});

function eventConditions(query: EventQueryOfBus): SqlCondition {
  const { text, outcome, reason } = query;
  const columns = ["id", "type", "name", "subject", "source", "eventId", "delivery"];
  const inPayload = (wanted: string): SqlCondition => ({ sql: "payload_has(seq, ?)", values: [wanted] });
  return both([
    ...oneOf("bus", query.bus),
    ...oneOf("source", query.source),
    ...oneOfTypes("type", query.type),
    ...oneOf("entity", query.entity),
    ...oneOf("action", query.action),
    ...between(query),
    ...(text === undefined ? [] : [either([containing(columns, text), inPayload(text)])]),
    // Both belong to the request that carried the event.
    ...(outcome === undefined && reason === undefined ? [] : [ofRequests(outcome, reason)]),
  ]);
}

function ofRequests(
  outcome: readonly string[] | undefined,
  reason: readonly string[] | undefined,
): SqlCondition {
  const { sql, values } = both([
    ...oneOf("outcome", outcome),
    ...(reason === undefined ? [] : [either([...oneOf("reason", reason), ...oneOf("code", reason)])]),
  ]);
  return { sql: `delivery IN (SELECT id FROM requests WHERE ${sql})`, values };
}

const eventColumns = [
  ...["place", "id", "at", "bus", "type", "name", "source", "eventId", "delivery"],
  ...["entity", "action", "subject", "time", "replay", "envelope"],
];

/** The index of events. */
export function openEventIndex(database: DatabaseSync, batch: WriteBatch): EventIndex {
  const insert = database.prepare(
    `INSERT OR IGNORE INTO events (${eventColumns.join(", ")}) VALUES (${eventColumns.map(() => "?").join(", ")})`,
  );
  const prune = database.prepare("DELETE FROM events WHERE seq <= ?");
  const last = database.prepare("SELECT MAX(place) AS place FROM events");
  const bySeq = database.prepare("SELECT * FROM events WHERE seq = ?");
  const byId = database.prepare("SELECT * FROM events WHERE id = ? ORDER BY seq LIMIT 1");
  const onOthers = database.prepare(
    "SELECT * FROM events WHERE id = ? AND seq <> ? AND bus <> ? AND replay IS ? ORDER BY seq",
  );
  const byEventId = database.prepare(
    "SELECT * FROM events WHERE eventId = ? ORDER BY replay IS NOT NULL, seq DESC LIMIT 1",
  );
  const allByEventId = database.prepare("SELECT * FROM events WHERE eventId = ? ORDER BY seq DESC LIMIT 100");
  const byDelivery = database.prepare("SELECT * FROM events WHERE delivery = ? ORDER BY seq");
  const one = (stored: SqlRow | undefined): IndexedEvent | undefined => stored && indexedEvent(stored);
  const listed = { database, table: "events", itemOf: eventRowOf } as const;
  return {
    add({ envelope, replay, ...event }, keepsEnvelope) {
      batch.begin();
      const values: Readonly<Record<string, SqlValue>> = {
        ...event,
        ...eventFacts(envelope),
        replay: replay ?? null,
        envelope: keepsEnvelope ? envelope : null,
      };
      const { changes, lastInsertRowid } = insert.run(...eventColumns.map((name) => values[name] ?? null));
      if (changes === 0) return undefined;
      const seq = Number(lastInsertRowid);
      if (seq % 1_000 === 0) prune.run(seq - keptEvents);
      return seq;
    },
    clear() {
      batch.begin();
      database.exec("DELETE FROM events");
    },
    lastPlace: () => Number(last.get()?.place ?? 0),
    at: (seq) => one(bySeq.get(seq)),
    find: (id) => one(byId.get(id) ?? byEventId.get(id)),
    onOtherBuses: ({ seq, row: { id, bus, replay = null } }) =>
      onOthers.all(id, seq, bus, replay).map(indexedEvent),
    ofEventId: (eventId) => allByEventId.all(eventId).map(indexedEvent),
    ofDelivery: (delivery) => byDelivery.all(delivery).map(indexedEvent),
    list: (query) => readJournalPage(listed, query, eventConditions(query)),
    search: (query) => searchJournal(listed, query, eventConditions(query)),
    toReplay({ bus, from, to, source, type }) {
      const { sql, values } = both([
        { sql: "bus = ? AND replay IS NULL AND time >= ? AND time <= ?", values: [bus, from, to] },
        ...oneOf("source", source),
        ...oneOfTypes("type", type),
      ]);
      return database
        .prepare(`SELECT * FROM events WHERE ${sql} ORDER BY seq`)
        .all(...values)
        .map(indexedEvent);
    },
  };
}
