import type { Delivery } from "../core/delivery.ts";
import { distinctionsOf, signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Source } from "../core/source.ts";
import { carriedAt, chosen } from "../signatures/carried.ts";
import { allowedHeaders } from "./allowed-headers.ts";
import type { ReceivePorts } from "./ports.ts";
import { scrub } from "./scrub.ts";

/** The request with what its signature wrapped in the body's place. */
export const unwrapped = (request: WebhookRequest, content: Uint8Array): WebhookRequest => ({
  ...request,
  headers: new Map([...request.headers, ["content-type", "application/json"]]),
  body: content,
});

/**
 * The delivery that an accepted request becomes: allowed headers, and nothing of what authenticated it.
 * @param believed the request, or what its signature wrapped
 * @param request the request as it came, which says what scheme it was
 * @param signedAt the time of signing, for providers whose events it tells apart
 */
export function deliveryOf(
  source: Source,
  believed: WebhookRequest,
  request: WebhookRequest,
  signedAt: string | undefined,
  ports: ReceivePorts,
): Delivery {
  const { provider } = source;
  const schemes = signaturesOf(provider);
  const scheme = chosen(schemes, request);
  // A token that stands beside a signature still opens the source to whoever sends it alone.
  const carried = schemes.filter((one) => one === scheme || one.scheme === "token").flatMap(carriedAt);
  const { method, url, headers: sent, body } = scrub(believed, carried);
  const headers: Record<string, string> = {};
  for (const name of allowedHeaders(provider)) {
    const value = sent.get(name);
    if (value !== undefined) headers[name] = value;
  }
  return {
    id: ports.newDeliveryId(),
    source: source.name,
    receivedAt: new Date(ports.now()).toISOString(),
    method,
    url,
    headers,
    scheme: scheme ? schemes.indexOf(scheme) : 0,
    signedAt: distinctionsOf(provider.event).includes("signing-time") ? signedAt : undefined,
    body,
  };
}
