import type { SubscriptionTarget } from "../core/subscription.ts";
import type { ListQuery } from "./lists.ts";

/** What the consumer of a subscription has done with an event: its last result, of which there is one an event. */
export interface ConsumedRow {
  /** The same at each attempt. */
  readonly id: string;
  /** When: ISO 8601, UTC. */
  readonly at: string;
  readonly subscription: string;
  /** What the subscription has as its target. */
  readonly target: SubscriptionTarget["kind"];
  /** `delivered`: it took the event. `waiting`: it is to get it, where it has failed again. `failed`: it gets it no more. */
  readonly state: "delivered" | "waiting" | "failed";
  /** How often it was tried. */
  readonly attempts: number;
  /** Kind and message of the last error, without what the event's payload or the consumer's environment has. */
  readonly reason?: string;
  /** When it is tried again. */
  readonly nextAt?: string;
  /** When it becomes a dead letter, where no attempt is left. */
  readonly deadLetterAt?: string;
  /** EventBridge's id of the event. */
  readonly event: string;
  /** Name of the replay that put it on its bus again. */
  readonly replay?: string;
  /** `detail.type`. */
  readonly type: string;
  /** Name of the source. */
  readonly source: string;
  readonly delivery: string;
}

/** Which of them, page by page. `text` is looked for in names, ids, types and errors. */
export interface ConsumedQuery
  extends Pick<ListQuery, "before" | "after" | "limit" | "source" | "type" | "from" | "to" | "text"> {
  /** Those of this subscription; default: all. */
  readonly subscription?: string;
}
