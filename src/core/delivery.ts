import type { Proof } from "./proof.ts";
import type { WebhookRequest } from "./request.ts";

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
  /** What its signature proves. */
  readonly proof: Proof;
  /** The time of signing as the vendor sent it, where the provider's events need it to be told apart. */
  readonly signedAt?: string | undefined;
  /** Deliveries of one group keep their order; undefined: no order. The queue keeps it, not the message. */
  readonly group?: string | undefined;
  readonly body: Uint8Array;
}

function queryIn(url: string): string {
  const mark = url.indexOf("?");
  return mark === -1 ? "" : url.slice(mark + 1);
}

/** The request that a delivery was, as far as it left `receive`. */
export function storedRequest({ method, url, headers, body }: Omit<Delivery, "proof">): WebhookRequest {
  return { method, url, query: queryIn(url), headers: new Map(Object.entries(headers)), body };
}
