/** A delivery or event that waits in a dead-letter queue. */
export interface DeadLetterRow {
  /** SQS's id of the message. */
  readonly id: string;
  /** The queue: `deliveries`, `ordered`, or the name of a subscription. */
  readonly queue: string;
  /** When it was put there first, as far as SQS says: ISO 8601, UTC. */
  readonly at: string;
  /** When SQS deletes it. */
  readonly deletedAt?: string;
  /** null where the message can't be read. */
  readonly source: string | null;
  readonly delivery: string | null;
  /** `detail.type` of the event that a consumer's letter is. */
  readonly type?: string;
  /** EventBridge's id of that event. */
  readonly event?: string;
  /** null where SQS moved it there after the last attempt. */
  readonly code: string | null;
  readonly reason: string | null;
  /** How often it has been received. */
  readonly receives?: number;
  readonly bytes: number;
}

/** Dead letters of one cause. */
export interface DeadLetterGroup {
  readonly queue: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly source: string | null;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly remedy?: string;
}
