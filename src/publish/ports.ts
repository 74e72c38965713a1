import type { Clock } from "../core/clock.ts";
import type { Delivery } from "../core/delivery.ts";
import type { ErrorCode } from "../core/errors.ts";
import type { BusEntry } from "../core/event.ts";
import type { DeliveryV1 } from "./message-v1.ts";

/** What has been published already. */
export interface Ledger {
  /** Those of `keys` that are recorded and not expired. @throws BridgeError `ledger-failed` */
  published(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Records keys of published events. @throws BridgeError `ledger-failed` */
  record(keys: readonly string[]): Promise<void>;
}

/** What became of one event that was put. */
export type PutResult =
  | { readonly ok: true; readonly eventId: string }
  | { readonly ok: false; readonly retryable: boolean; readonly code: string; readonly message: string };

/** Puts events on buses. */
export interface EventBus {
  /**
   * One result for each event, in order. Packs calls by count and bytes; never throws for a single entry.
   * @param isLate asked before each call: once it says so, what is left must wait
   */
  put(events: readonly BusEntry[], isLate: () => boolean): Promise<readonly PutResult[]>;
}

/** Payloads too large for a message or an entry. */
export interface ClaimStore {
  /** @returns where it is kept, as a URI. @throws BridgeError `claim-check-failed` */
  keep(name: string, bytes: Uint8Array, contentType: string): Promise<string>;
}

/** A message of the queue as `publish` gets it. */
export interface QueuedMessage {
  /** The queue's own id of the message. */
  readonly messageId: string;
  /** Group of a queue that keeps an order; undefined in one that keeps none. */
  readonly group?: string;
  readonly body: string;
}

/** Reads a message back into the delivery that was sent. */
export interface DeliveryReader {
  /** @throws BridgeError `message-unreadable` (never retryable) or `claim-check-failed` */
  read(message: QueuedMessage): Promise<Delivery | DeliveryV1>;
}

/** The dead-letter queue, for what can never succeed. */
export interface ParkingLot {
  /** @throws BridgeError `queue-failed` */
  park(message: QueuedMessage, code: ErrorCode, reason: string, source: string | undefined): Promise<void>;
}

/** What `publish` tells of one message. */
export interface PublishReport {
  /** `unrecorded` comes beside the others: events are on the bus, but the ledger does not know. */
  readonly outcome: "published" | "parked" | "deferred" | "unrecorded";
  readonly messageId: string;
  readonly deliveryId: string | undefined;
  readonly source: string | undefined;
  /** Events that were put on a bus now. */
  readonly published: number;
  /** Events that the ledger knew already. */
  readonly duplicates: number;
  /** Events that the source does not accept. */
  readonly dropped: number;
  /** Milliseconds from receipt to the end of publishing. */
  readonly ageMs?: number;
  readonly code?: ErrorCode;
  readonly reason?: string;
  readonly error?: unknown;
}

export interface PublishPorts {
  readonly reader: DeliveryReader;
  readonly ledger: Ledger;
  readonly bus: EventBus;
  readonly claims: ClaimStore;
  readonly parking: ParkingLot;
  readonly now: Clock;
  /** True once there is just time to record what was put: whoever is ended before that publishes it again. */
  readonly isLate: () => boolean;
  readonly report: (report: PublishReport) => void;
}
