import type { Clock } from "../core/clock.ts";
import type { Delivery } from "../core/delivery.ts";
import type { ErrorCode } from "../core/errors.ts";
import type { RejectionReason } from "../core/outcome.ts";
import type { Secret } from "../core/secret.ts";

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
