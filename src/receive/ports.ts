import type { Clock } from "../core/clock.ts";
import type { Delivery } from "../core/delivery.ts";
import type { Refusal, RejectionDetails } from "../core/outcome.ts";
import type { Secret } from "../core/secret.ts";
import type { KeyQuery } from "../signatures/scheme.ts";

/** The secrets of the sources, in SSM Parameter Store, Secrets Manager or a local file. */
export interface SecretStore {
  /**
   * The secrets of a source, the newest first; empty when it has none.
   * @param source its name
   * @param roles of its provider's secrets
   * @throws BridgeError `secret-store-failed`
   */
  secrets(source: string, roles: readonly string[]): Promise<readonly Secret[]>;
  /**
   * Reads a source's secrets again after a miss, at most once per cool-down.
   * @param tried the list that did not match, the same object that `secrets` gave
   * @returns undefined before the cool-down has passed, and when nothing has changed
   * @throws BridgeError `secret-store-failed`
   */
  refresh(
    source: string,
    roles: readonly string[],
    tried: readonly Secret[],
  ): Promise<readonly Secret[] | undefined>;
  /** When the secrets of a source were last read, in Unix milliseconds; undefined when they never were. */
  readAt(source: string): number | undefined;
  /**
   * Stores the first secret of a source.
   * @returns false when it already has another
   * @throws BridgeError `secret-store-failed`
   */
  adopt(source: string, value: string): Promise<boolean>;
}

/** Keeps accepted deliveries until they are published. */
export interface DeliveryQueue {
  /**
   * Resolves when the delivery is durable.
   * @throws BridgeError `queue-failed` or `claim-check-failed`
   */
  send(delivery: Delivery): Promise<void>;
}

/** Fetches small texts from hosts that the caller has checked (SSRF). It follows no redirects. */
export interface Fetcher {
  /**
   * A certificate or key at an https URL, cached and bounded in time, size and number.
   * @param query with the name of the source whose request needs it
   * @returns a refusal: `key-unknown`, or `key-not-fetched` beyond the bounds
   * @throws BridgeError `key-fetch-failed` when the host failed or was silent
   */
  text(url: string, query: KeyQuery & { readonly source: string }): Promise<string | Refusal>;
  /**
   * Confirms a subscription with a GET.
   * @returns true when the answer is 2xx
   * @throws BridgeError `key-fetch-failed`
   */
  confirm(url: string): Promise<boolean>;
}

/**
 * What `receive` reports of one request, for one log line and one set of metrics. Nothing in it is secret.
 */
export interface ReceiveReport extends Partial<RejectionDetails> {
  /** `dlv_…` of an accepted delivery, `req_…` of any other request. `receive` leaves it to its caller. */
  readonly id?: string;
  /** Lambda's id of the invocation, as its own log lines have it; not of accepted deliveries. */
  readonly requestId?: string;
  readonly outcome: "accepted" | "handshake" | "rejected" | "failed";
  /** Its name; undefined for an unknown source, whose name is the sender's text. */
  readonly source: string | undefined;
  /** Id of the source's provider. */
  readonly provider: string | undefined;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Size of the request's body. */
  readonly bytes: number;
  readonly durationMs: number;
  readonly deliveryId?: string;
  /** Name of the handshake that was answered. */
  readonly handshake?: string;
  /** W3C trace context of the invocation. `receive` leaves it to its caller. */
  readonly traceparent?: string;
  /** Index of the secret that matched; 0 is the newest. */
  readonly secretIndex?: number;
  /** The error of a failed request. */
  readonly error?: unknown;
}

/** Every effect of `receive`. */
export interface ReceivePorts {
  readonly secrets: SecretStore;
  readonly queue: DeliveryQueue;
  readonly fetcher: Fetcher;
  readonly now: Clock;
  /** A new `dlv_…` id. */
  readonly newDeliveryId: () => string;
  /** W3C trace context of the invocation, for the delivery. */
  readonly traceparent?: string;
  /**
   * Paths that the deployment itself puts before `/hooks/`. Others are a stranger's text there, and are not logged.
   * Default: none.
   */
  readonly urlPrefixes?: readonly string[];
  /** Called once for each request. */
  readonly report: (report: ReceiveReport) => void;
}
