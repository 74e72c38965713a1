import type { Clock } from "../core/clock.ts";
import type { Delivery } from "../core/delivery.ts";
import type { ErrorCode } from "../core/errors.ts";
import type { BusEntry } from "../core/event.ts";
import type { LoggedEvent } from "../core/logs/log-line.ts";
import type { DeliveryV1 } from "./message-v1.ts";

/** The deduplication keys of published events, kept for `ledgerSeconds`. */
export interface Ledger {
  /** Those of `keys` that are recorded and not expired. @throws BridgeError `ledger-failed` */
  published(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Records keys of published events. @throws BridgeError `ledger-failed` */
  record(keys: readonly string[]): Promise<void>;
}

/** The result of putting one event: its id on the bus, or EventBridge's error. */
export type PutResult =
  | { readonly ok: true; readonly eventId: string }
  | {
      readonly ok: false;
      readonly retryable: boolean;
      readonly code: string;
      readonly message: string;
      /** It was refused for its size alone: with its payload as a claim check, it may be taken. */
      readonly tooLarge?: true;
      /** Why it was not put at all, where that is no answer of EventBridge. */
      readonly error?: unknown;
    };

/** An entry to put, and how to make it smaller. */
export interface PutEntry extends BusEntry {
  /**
   * Makes the same event with its payload as a claim check; absent where there is no payload, or where it is one.
   * @throws BridgeError `claim-check-failed`
   */
  readonly claim?: () => Promise<PutEntry>;
}

/** Puts events on buses. */
export interface EventBus {
  /**
   * Puts events, in calls packed by count and bytes. A failed entry is a result and never throws.
   * @param isLate asked before each call; once it is true, the events that are left get a retryable result
   * @returns one result for each event, in order
   */
  put(events: readonly PutEntry[], isLate: () => boolean): Promise<readonly PutResult[]>;
}

/** Keeps bodies and payloads that are too large for a message or an entry (claim check). */
export interface ClaimStore {
  /**
   * Keeps bytes under a name.
   * @returns their URI (`s3://…`)
   * @throws BridgeError `claim-check-failed`
   */
  keep(name: string, bytes: Uint8Array, contentType: string): Promise<string>;
}

/** A message of the delivery queue. */
export interface QueuedMessage {
  /** Its id in SQS. */
  readonly messageId: string;
  /** Its group in a FIFO queue; undefined in a standard queue. */
  readonly group?: string;
  /** Its text, as `encodeMessage` writes it. */
  readonly body: string;
}

/** Reads a message back into the delivery that was sent. */
export interface DeliveryReader {
  /** @throws BridgeError `message-unreadable` (never retryable) or `claim-check-failed` */
  read(message: QueuedMessage): Promise<Delivery | DeliveryV1>;
}

/** The dead-letter queue, for messages that can never succeed. */
export interface ParkingLot {
  /**
   * Sends a message there, with the cause as attributes.
   * @param source name of its source, if that is known
   * @throws BridgeError `queue-failed`
   */
  park(message: QueuedMessage, code: ErrorCode, reason: string, source: string | undefined): Promise<void>;
}

/** What `publish` reports of one message, for one log line and one set of metrics. */
export interface PublishReport {
  /** `unrecorded` is a report beside the message's own: its events are on the bus, but not in the ledger. */
  readonly outcome: "published" | "parked" | "deferred" | "unrecorded";
  readonly messageId: string;
  /** undefined when the message could not be read. */
  readonly deliveryId: string | undefined;
  /** Name of the source; undefined when the message could not be read. */
  readonly source: string | undefined;
  /** The delivery's trace context; undefined when it has none. */
  readonly traceparent?: string | undefined;
  /** Events that were put on a bus in this attempt. */
  readonly published: number;
  /** The first of these, or where there are none, those of the delivery. */
  readonly events: readonly LoggedEvent[];
  /** Events in the ledger or twice in the batch. */
  readonly duplicates: number;
  /** Events that the source does not accept. */
  readonly dropped: number;
  /** Milliseconds from receipt to the end of this attempt. */
  readonly ageMs?: number;
  /** Why it was parked or deferred. */
  readonly code?: ErrorCode;
  /** The same as a sentence. */
  readonly reason?: string;
  readonly error?: unknown;
}

/** Every effect of `publish`. */
export interface PublishPorts {
  readonly reader: DeliveryReader;
  readonly ledger: Ledger;
  readonly bus: EventBus;
  readonly claims: ClaimStore;
  readonly parking: ParkingLot;
  readonly now: Clock;
  /** True once there is only time to record what was put: unrecorded events would be published again. */
  readonly isLate: () => boolean;
  /** Called once for each message, and once more for `unrecorded`. */
  readonly report: (report: PublishReport) => void;
}
