import { child, type Json, parseJson } from "../../../core/json/json.ts";

/** What lists show of an event, read from its envelope. */
export interface EnvelopeFacts {
  readonly type: string;
  readonly name: string;
  readonly source: string;
  readonly eventId: string;
  readonly delivery: string;
  readonly entity: string | null;
  readonly action: string | null;
  readonly subject: string | null;
  /** ms since 1970. */
  readonly time: number | null;
}

const textIn = (value: Json | undefined, name: string): string | null => {
  const found = child(value, name);
  return typeof found === "string" ? found : null;
};

/** Reads an envelope. Events that the bridge did not make have few of these. */
export function eventFacts(envelope: string): EnvelopeFacts {
  const event = parseJson(envelope)?.value;
  const detail = child(event, "detail");
  const name = textIn(event, "detail-type") ?? "";
  const time = Date.parse(textIn(event, "time") ?? "");
  return {
    type: textIn(detail, "type") ?? name,
    name,
    source: textIn(detail, "bridgesource") ?? textIn(event, "source") ?? "",
    eventId: textIn(detail, "id") ?? "",
    delivery: textIn(detail, "deliveryid") ?? "",
    entity: textIn(detail, "entity"),
    action: textIn(detail, "action"),
    subject: textIn(detail, "subject"),
    time: Number.isNaN(time) ? null : time,
  };
}
