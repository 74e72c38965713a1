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
  /** Upper case. */
  readonly method: string;
  /** The absolute URL, its tokens scrubbed. */
  readonly url: string;
  /** Allow-listed headers only, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** What its signature proves. */
  readonly proof: Proof;
  /** W3C trace context of the invocation that verified it; undefined in messages of version 1. */
  readonly traceparent?: string | undefined;
  /** The time of signing as the vendor sent it, only for providers whose `distinct` names `signing-time`. */
  readonly signedAt?: string | undefined;
  /** The FIFO message group that keeps its order, an attribute of its queue message; undefined: no order. */
  readonly group?: string | undefined;
  /** The raw bytes, or what the signature wrapped, its tokens scrubbed. */
  readonly body: Uint8Array;
}

function queryIn(url: string): string {
  const mark = url.indexOf("?");
  return mark === -1 ? "" : url.slice(mark + 1);
}

/** The request of a delivery as it is stored: scrubbed, with the allowed headers only. */
export function storedRequest({ method, url, headers, body }: Omit<Delivery, "proof">): WebhookRequest {
  return { method, url, query: queryIn(url), headers: new Map(Object.entries(headers)), body };
}
