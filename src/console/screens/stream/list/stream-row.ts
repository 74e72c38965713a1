/** A row of the Stream, of whichever list. */

import type { ConsumedRow } from "../../../../operate/consumed.ts";
import type { DeadLetterRow } from "../../../../operate/dead-letters.ts";
import type { EventRow } from "../../../../operate/events.ts";
import type { RequestRow } from "../../../../operate/requests.ts";
import { eventHref } from "../../../api/events.ts";
import type { News } from "../../../api/stream/news.ts";
import type { OutcomeName } from "../../../parts/marks/outcome.tsx";
import { clock } from "../../../parts/text/times.ts";
import type { Show } from "../filter/stream-filter.ts";

type NewsItem = Exclude<News, { readonly kind: "gap" }>;

/** What the API lists, with its kind. */
export type ListedRow = NewsItem extends infer Item
  ? Item extends NewsItem
    ? Pick<Item, "kind" | "row">
    : never
  : never;

/** A row as it is drawn. */
export interface StreamRow {
  readonly id: string;
  readonly at: string;
  readonly href: string;
  readonly outcome: OutcomeName;
  readonly word?: string;
  readonly source: string;
  readonly type: string;
  /** Entity and action; or the reason, of what was not accepted. */
  readonly about: string;
  readonly isBad: boolean;
  readonly ms?: number | undefined;
  readonly listed: ListedRow;
}

const hrefOfRequest = (id: string): string => `/${id.startsWith("dlv_") ? "deliveries" : "requests"}/${id}`;

const aboutEvent = ({ entity, action }: Pick<EventRow, "entity" | "action">): string =>
  [entity, action].filter((word) => word !== undefined).join(" ");

function ofRequest(row: RequestRow): StreamRow {
  // A refusal has a word for its reason; what failed later has a sentence, and a word for its code.
  const reason = row.outcome === "refused" ? (row.reason ?? row.code) : (row.code ?? row.reason);
  return {
    id: row.id,
    at: row.at,
    href: hrefOfRequest(row.id),
    outcome: row.outcome,
    source: row.source,
    type: row.type ?? "",
    about: reason ?? row.handshake ?? aboutEvent(row),
    isBad: reason !== undefined,
    ms: row.ms,
    listed: { kind: "request", row },
  };
}

/** Whether a consumer's result makes a row. Those of later attempts are told in the same one. */
export const isFirstAttempt = ({ attempts = 1 }: { readonly attempts?: number }): boolean => attempts <= 1;

/** The id that people copy, of a row's own one: no id has spaces. */
export const shownId = (id: string): string => id.split(" ")[0] ?? id;

const ofEvent = (row: EventRow): StreamRow => ({
  // One event is a row on each bus that it was forwarded to, and for each replay: they share its id, and the list counts them all.
  id: [row.id, row.bus, row.replay ?? ""].join(" ").trim(),
  at: row.at,
  href: eventHref(row),
  outcome: "published",
  ...(row.replay !== undefined && { word: "Replayed" }),
  source: row.source,
  type: row.type,
  about: aboutEvent(row),
  isBad: false,
  listed: { kind: "event", row },
});

/** A letter of a consumer is an event; one of the bridge a delivery. */
function hrefOfLetter({ event, delivery, queue }: DeadLetterRow): string {
  if (event !== undefined) return `/events/${encodeURIComponent(event)}`;
  return delivery === null
    ? `/dead-letters?queue=${encodeURIComponent(queue)}`
    : `/deliveries/${encodeURIComponent(delivery)}`;
}

const ofLetter = (row: DeadLetterRow): StreamRow => ({
  id: row.id,
  at: row.at,
  href: hrefOfLetter(row),
  outcome: "dead-letter",
  source: row.source ?? "–",
  type: row.type ?? row.queue,
  about: row.code ?? row.reason ?? "attempts used up",
  isBad: true,
  listed: { kind: "dead-letter", row },
});

const takenWords: Readonly<Record<ConsumedRow["target"], string>> = {
  function: "Handled",
  "state-machine": "Executed",
  queue: "In its queue",
  forward: "Forwarded",
  arn: "Delivered",
};

/** When it goes on with what failed. */
function nextAttempt({ nextAt, deadLetterAt }: ConsumedRow): string | undefined {
  if (nextAt !== undefined) return `again at ${clock(nextAt)}`;
  return deadLetterAt === undefined ? undefined : `a dead letter at ${clock(deadLetterAt)}`;
}

function ofConsumed(row: ConsumedRow): StreamRow {
  const { state, attempts, reason, target } = row;
  const again = attempts > 1 ? `at attempt ${attempts}` : undefined;
  const looks = {
    delivered: { outcome: "delivered", word: takenWords[target], about: [again] },
    waiting: {
      outcome: "deferred",
      word: attempts > 0 ? "Tried again" : "In its queue",
      about: [reason, nextAttempt(row)],
    },
    failed: { outcome: "target-failed", word: "Given up", about: [reason] },
  } as const;
  const { outcome, word, about } = looks[state];
  return {
    id: row.id,
    at: row.at,
    href: `/events/${encodeURIComponent(row.event)}`,
    outcome,
    word,
    source: row.subscription,
    type: row.type,
    about: about.filter((part) => part !== undefined).join("; "),
    isBad: state !== "delivered" && attempts > 0,
    listed: { kind: "consumed", row },
  };
}

/** A row out of what the stream tells or a list has. */
export function streamRow(listed: ListedRow): StreamRow {
  switch (listed.kind) {
    case "request":
      return ofRequest(listed.row);
    case "event":
      return ofEvent(listed.row);
    case "consumed":
      return ofConsumed(listed.row);
    case "dead-letter":
      return ofLetter(listed.row);
  }
}

/** A row of a list's page. */
export function listedRow(show: Show, row: unknown): StreamRow {
  if (show === "events") return ofEvent(row as EventRow);
  if (show === "consumed") return ofConsumed(row as ConsumedRow);
  return show === "dead-letters" ? ofLetter(row as DeadLetterRow) : ofRequest(row as RequestRow);
}

/** Where a row leads from a list: a request's page gets the list's filter, for what is newer and older in it and for the way back. */
export function hrefFrom(listHref: string, { href, listed }: StreamRow): string {
  const query = listHref.indexOf("?");
  return listed.kind === "request" && query >= 0 ? `${href}${listHref.slice(query)}` : href;
}
