/** One request that a source accepted: what `receive` hands to `publish` through the queue. */
export interface Delivery {
  /** `dlv_` and a UUID, made by the bridge; the answer's `x-hookbridge-delivery`. */
  readonly id: string;
  /** Name of the source that accepted it. */
  readonly source: string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly receivedAt: string;
  readonly method: string;
  readonly url: string;
  /** Allow-listed headers only, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which of the provider's schemes accepted it: a place in `signaturesOf(provider)`. */
  readonly scheme: number;
  /** Its name, which stays the same when the list changes; undefined in a message of a version before there were names. */
  readonly schemeName?: string | undefined;
  /** The time of signing as the vendor sent it, where the signature covers one. */
  readonly signedAt?: string | undefined;
  /** Deliveries of one group keep their order; undefined: no order. The queue keeps it, not the message. */
  readonly group?: string | undefined;
  readonly body: Uint8Array;
}
