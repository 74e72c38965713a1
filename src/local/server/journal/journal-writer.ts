import type { Message } from "@aws-sdk/client-sqs";
import type { DeadLetterRow } from "../../../operate/dead-letters.ts";
import type { EventFeed } from "../events/event-feed.ts";
import type { FeedEvent } from "./event-index.ts";
import type { Journal } from "./journal.ts";
import { settleQueued } from "./settle-queued.ts";

/** Writes into the journal what happens beside the functions' logs. */
export interface JournalWriter {
  /** Makes known that a request says more than before. */
  changed(id: string): void;
  /** @returns the event's number; undefined where it is known */
  event(event: FeedEvent): number | undefined;
  /** Messages that `publish` gets now. */
  taken(messages: readonly Message[]): void;
  /** A dead letter that was not known. */
  deadLetter(row: DeadLetterRow): void;
  /** A dead letter that was moved back or deleted. */
  letterGone(row: DeadLetterRow, verb: "redrive" | "discard"): void;
  /** Adds what an earlier run was killed before: its last events, and that their deliveries were published. */
  catchUp(feed: EventFeed): void;
}

/** So many events of earlier runs are looked at; the index would not keep more. */
const mostCaughtUp = 100_000;
const portion = 500;

/** The delivery in a message that the bridge wrote: its head has the id. */
const deliveryIdOf = (body: string): string | undefined =>
  /^\{"v":\d+,"id":"(dlv_[^"]{1,64})"/.exec(body)?.[1];

/** Writes into this journal. @param onTaken gets the text of each message that `publish` takes */
export function makeJournalWriter(
  journal: Journal,
  keepsEnvelopes: boolean,
  now: () => number,
  onTaken: (id: string, message: string) => void = () => {},
): JournalWriter {
  const { requests, events, changes } = journal;

  /** Fills in what a request is about, once it has an event. @returns whether that was news */
  function fillFirstEvent(id: string): boolean {
    const request = requests.find(id);
    if (!request || request.row.type !== undefined) return false;
    const first = events.ofDelivery(id).find(({ row }) => row.replay === undefined)?.row;
    if (!first) return false;
    const { type, entity, action, subject } = first;
    requests.write(id, { type, entity, action, subject });
    return true;
  }

  function add(event: FeedEvent): { readonly seq: number; readonly delivery: string } | undefined {
    const seq = events.add(event, keepsEnvelopes);
    const delivery = seq === undefined ? undefined : events.at(seq)?.row.delivery;
    return seq === undefined ? undefined : { seq, delivery: delivery ?? "" };
  }

  return {
    changed(id) {
      fillFirstEvent(id);
      changes.append("request", id);
    },
    event(event) {
      const added = add(event);
      if (!added) return undefined;
      changes.append("event", String(added.seq));
      // The line of `publish` comes later and makes it known; where it came first, it could not.
      const isNews = fillFirstEvent(added.delivery);
      if (isNews && requests.find(added.delivery)?.row.outcome !== "queued")
        changes.append("request", added.delivery);
      return added.seq;
    },
    taken(messages) {
      const batch = messages.length === 1 ? "alone" : `in a batch of ${messages.length}`;
      for (const { Body = "", Attributes = {} } of messages) {
        const id = deliveryIdOf(Body);
        if (id === undefined) continue;
        onTaken(id, Body);
        const sent = Number(Attributes.SentTimestamp);
        if (Attributes.ApproximateReceiveCount === "1" && sent > 0) requests.addStep(id, "queued", sent);
        requests.addStep(id, "taken", now(), batch);
      }
    },
    deadLetter({ id, delivery, source, at, code }) {
      changes.append("dead-letter", id);
      const before = delivery === null ? undefined : requests.find(delivery)?.row;
      if (delivery === null || before?.outcome === "dead-letter") return;
      requests.write(delivery, {
        outcome: "dead-letter",
        ...(!before && { at: Date.parse(at), source: source ?? "unknown" }),
      });
      const mover = code === null ? "SQS moved it there after its last attempt" : "publish moved it there";
      requests.addStep(delivery, "dead-letter", now(), mover);
      changes.append("request", delivery);
    },
    letterGone({ delivery }, verb) {
      if (delivery === null) return;
      if (verb === "redrive")
        requests.write(delivery, { outcome: "queued", code: null, reason: null, remedy: null });
      else requests.addStep(delivery, "dead-letter", now(), "deleted from the dead-letter queue");
      changes.append("request", delivery);
    },
    catchUp(feed) {
      // The places of another EventBridge mean nothing here.
      if (!feed.keepsNothing && feed.lastPlace() < events.lastPlace()) events.clear();
      let place = Math.max(events.lastPlace(), feed.lastPlace() - mostCaughtUp);
      for (let found = feed.since(place, portion); found.length > 0; found = feed.since(place, portion))
        for (const event of found) {
          place = event.place;
          const added = add(event);
          if (added) fillFirstEvent(added.delivery);
        }
      settleQueued(journal);
    },
  };
}
