/** What a fake bridge holds: a few hours of two sources, with refusals, events and dead letters. */
import type { DeadLetterDetail } from "../../../src/operate/dead-letters.ts";
import type { EventRecord } from "../../../src/operate/events.ts";
import type { RequestRow } from "../../../src/operate/requests.ts";

export const noon = Date.parse("2026-11-30T12:00:00Z");

const minute = 60_000;
const at = (ms: number): string => new Date(ms).toISOString();

/** Every request: its number is its place, the oldest first. Each fourth is refused. */
export function fakeRequest(number: number): RequestRow {
  const source = number % 2 === 0 ? "acme-github" : "billing";
  const base = { at: at(noon + number * minute), source, provider: source, ms: 4, bytes: 120 };
  if (number % 4 === 3)
    return {
      ...base,
      id: `req_${number}`,
      outcome: "refused",
      status: 401,
      code: "unauthorized",
      reason: "signature-mismatch",
      detail: "no secret of 1 matches",
      remedy: "Compare the stored secret with the vendor's.",
    };
  return {
    ...base,
    id: `dlv_${number}`,
    outcome: "published",
    status: 200,
    type: `com.${source}.push`,
    entity: "push",
    action: "created",
    subject: String(number),
    published: 1,
    duplicates: 0,
    dropped: 0,
  };
}

/** The event of an accepted request. Its payload has a number that JavaScript can't hold. */
export function fakeEvent({ id, at: time, source, type = "", subject = "" }: RequestRow): EventRecord {
  const eventId = `evt-${id}`;
  return {
    id: eventId,
    at: time,
    bus: "engineering",
    type,
    name: "push",
    source,
    eventId: `ce-${id}`,
    delivery: id,
    entity: "push",
    action: "created",
    subject,
    time,
    envelope: `{"version":"0","id":"${eventId}","source":"com.${source}","detail-type":"push","account":"000000000000","time":"${time}","region":"us-east-1","resources":[],\n"detail":{"type":"${type}","bridgesource":"${source}","data":{"big":12345678901234567890, "float":1E400}}}`,
    rules: [
      { rule: "builds", matched: true, targets: [{ target: "queue", state: "delivered", attempts: 1 }] },
    ],
  };
}

/** A dead letter of one of two causes. */
export function fakeLetter(number: number): DeadLetterDetail {
  const source = number % 2 === 0 ? "acme-github" : "billing";
  return {
    id: `letter-${number}`,
    queue: "deliveries",
    at: at(noon + number * minute),
    source,
    delivery: `dlv_dead_${number}`,
    code: number % 3 === 0 ? null : "event-invalid",
    reason: number % 3 === 0 ? null : "The bus function named no bus.",
    receives: 5,
    bytes: 300,
    remedy: "Correct the bus function in bridge.config.ts.",
    message: `{"v":2,"source":"${source}","text":"needle-${number}"}`,
  };
}
