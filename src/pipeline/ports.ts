import type { Delivery } from "../core/delivery.ts";
import type { ErrorCode } from "../core/errors.ts";
import type { BridgeEvent } from "../core/event.ts";
import type { RejectionReason } from "../core/outcome.ts";
import type { Secret } from "../core/secret.ts";

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

/** The secrets of sources. */
export interface SecretStore {
  /**
   * The secrets of a source, the newest first; empty when it has none.
   * @param roles kinds of secrets that its provider tells apart
   * @throws BridgeError `secret-store-failed`
   */
  secrets(source: string, roles: readonly string[]): Promise<readonly Secret[]>;
  /**
   * Reads them again after a miss, at most once per cool-down.
   * @param tried the list that did not match, as it was handed out
   * @returns undefined when the cool-down has not passed or nothing has changed
   * @throws BridgeError `secret-store-failed`
   */
  refresh(
    source: string,
    roles: readonly string[],
    tried: readonly Secret[],
  ): Promise<readonly Secret[] | undefined>;
  /** When the secrets of a source were last read; undefined when they never were. */
  readAt(source: string): number | undefined;
  /** Keeps the first secret of a source; false when it has another already. */
  adopt(source: string, value: string): Promise<boolean>;
}

/** Where accepted deliveries are kept until they are published. Resolves when the delivery is durable. */
export interface DeliveryQueue {
  /** @throws BridgeError `queue-failed` or `claim-check-failed` */
  send(delivery: Delivery): Promise<void>;
}

/** Fetches small texts from hosts that the caller has checked. */
export interface Fetcher {
  /**
   * Certificates and keys: cached, bounded, no redirects.
   * @param fresh read anew, unless that was done within the cool-down
   * @throws BridgeError `key-fetch-failed`
   */
  text(url: string, fresh?: boolean): Promise<string>;
  /** A subscription's confirmation: true when the answer was 2xx. No redirects. */
  confirm(url: string): Promise<boolean>;
}

/** What `receive` tells of one request: one log line and one set of metrics. Nothing in it is secret. */
export interface ReceiveReport {
  readonly outcome: "accepted" | "handshake" | "rejected" | "failed";
  /** undefined for a source that does not exist: the name came from the sender. */
  readonly source: string | undefined;
  readonly provider: string | undefined;
  readonly status: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly deliveryId?: string;
  readonly handshake?: string;
  readonly code?: ErrorCode;
  readonly reason?: RejectionReason;
  /** Which secret matched: 0 is the newest. */
  readonly secretIndex?: number;
  readonly error?: unknown;
}

export interface ReceivePorts {
  readonly secrets: SecretStore;
  readonly queue: DeliveryQueue;
  readonly fetcher: Fetcher;
  readonly now: Clock;
  readonly newDeliveryId: () => string;
  readonly report: (report: ReceiveReport) => void;
}

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
  put(events: readonly BridgeEvent[], isLate: () => boolean): Promise<readonly PutResult[]>;
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
  read(message: QueuedMessage): Promise<Delivery>;
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
