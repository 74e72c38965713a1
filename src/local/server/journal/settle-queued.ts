import type { Journal } from "./journal.ts";

/**
 * Says of deliveries whose events are on their buses that they were published. An earlier run was killed before it wrote that, and their messages are in no
 * queue any more. Of one whose message still is, `publish` says the rest.
 */
export function settleQueued({ requests, events }: Pick<Journal, "requests" | "events">): void {
  for (const id of requests.queued()) {
    const made = events.ofDelivery(id).filter(({ row }) => row.replay === undefined);
    const [first] = made;
    if (!first) continue;
    requests.write(id, { outcome: "published", published: made.length });
    requests.addStep(id, "published", Date.parse(first.row.at));
  }
}
