import type { DatabaseSync } from "node:sqlite";
import { parseJson } from "../../../../core/json/json.ts";
import { optionalText } from "../../aws-json-input.ts";
import { busExists } from "../buses.ts";
import { compilePattern, type Pattern } from "../patterns/pattern.ts";
import { ruleArn } from "../rules.ts";
import { type Service, settingsOf } from "../store.ts";
import type { Deliveries } from "../targets/deliveries.ts";
import { targetBody } from "../targets/input-transformer.ts";
import { targetInput, targetsOf } from "../targets/targets.ts";
import { envelopeOf, envelopeTime, replayEnvelope } from "./envelope.ts";
import type { AcceptedEntry } from "./put-events.ts";

/** An event that went over a bus. */
export interface BusEvent {
  /** Grows with every event, replayed ones too. */
  readonly seq: number;
  readonly bus: string;
  readonly id: string;
  /** JSON text exactly as targets get it. */
  readonly envelope: string;
}

/** Which events to list: those after a `seq`, at most `limit`, of one bus or all. */
export interface EventQuery {
  readonly after: number;
  readonly limit: number;
  readonly bus?: string;
}

/** The kept events and the way onto a bus. */
export interface Events {
  /** Stores an accepted entry and its deliveries; undefined when the bus is unknown and the event lost. */
  append(entry: AcceptedEntry, id: string): BusEvent | undefined;
  /** Puts a kept event on its bus again, to all its rules or those of `rules` (ARNs). */
  appendReplay(event: BusEvent, replayName: string, rules?: readonly string[]): BusEvent;
  list(query: EventQuery): readonly BusEvent[];
  /** The event of this id as it was first put. */
  find(id: string): BusEvent | undefined;
}

function eventOf(row: ReturnType<ReturnType<DatabaseSync["prepare"]>["get"]>): BusEvent | undefined {
  if (!row) return undefined;
  return { seq: Number(row.seq), bus: String(row.bus), id: String(row.id), envelope: String(row.envelope) };
}

/** Events in the service's database; call what writes within a transaction. */
export function openEvents(service: Service, deliveries: Deliveries | undefined): Events {
  const { database, account, region } = service;
  const patterns = new Map<string, Pattern>();

  function patternOf(text: string): Pattern {
    const pattern = patterns.get(text) ?? compilePattern(text);
    patterns.set(text, pattern);
    return pattern;
  }

  function store(event: Omit<BusEvent, "seq">, received: Date, replay: string | null): BusEvent {
    const columns = "(bus, id, replay, received, envelope)";
    const { lastInsertRowid } = database
      .prepare(`INSERT INTO events ${columns} VALUES (?, ?, ?, ?, ?)`)
      .run(event.bus, event.id, replay, received.getTime(), event.envelope);
    return { seq: Number(lastInsertRowid), ...event };
  }

  function route(event: BusEvent, received: Date, only?: readonly string[]): void {
    const parsed = parseJson(event.envelope)?.value ?? null;
    const rows = database.prepare("SELECT name, settings FROM rules WHERE bus = ?").all(event.bus);
    for (const row of rows) {
      const ruleName = String(row.name);
      const settings = settingsOf(row) ?? {};
      const rule = {
        ruleName,
        ruleArn: ruleArn(service, event.bus, ruleName),
        ingestionTime: envelopeTime(received),
      };
      const pattern = optionalText(settings, "EventPattern");
      if (!pattern || settings.State === "DISABLED" || (only && !only.includes(rule.ruleArn))) continue;
      if (!patternOf(pattern).matches(parsed)) continue;
      for (const target of targetsOf(service, event.bus, ruleName)) {
        if (!String(target.Arn).startsWith("arn:aws:sqs:")) continue;
        const body = targetBody(targetInput(target), event.envelope, rule);
        if (body !== undefined) deliveries?.add(event.seq, target, body);
      }
    }
  }

  return {
    append(entry, id) {
      if (!busExists(service, entry.bus)) return undefined;
      const received = service.now();
      const envelope = envelopeOf(entry, { id, account, region, received });
      const event = store({ bus: entry.bus, id, envelope }, received, null);
      route(event, received);
      return event;
    },
    appendReplay({ bus, id, envelope }, replayName, rules) {
      const received = service.now();
      const replayed = replayEnvelope(envelope, replayName);
      const event = store({ bus, id, envelope: replayed }, received, replayName);
      route(event, received, rules);
      return event;
    },
    list({ after, limit, bus }) {
      const statement = database.prepare(
        "SELECT * FROM events WHERE seq > ? AND (? IS NULL OR bus = ?) ORDER BY seq LIMIT ?",
      );
      return statement.all(after, bus ?? null, bus ?? null, limit).flatMap((row) => eventOf(row) ?? []);
    },
    find(id) {
      return eventOf(database.prepare("SELECT * FROM events WHERE id = ? ORDER BY seq LIMIT 1").get(id));
    },
  };
}
