import type { Delivery } from "../core/delivery.ts";
import { distinctionsOf, signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import type { Source } from "../core/source.ts";
import { carriedAt, chosen } from "../signatures/choose.ts";
import { schemeName } from "../signatures/scheme-name.ts";
import { verifyToken } from "../signatures/schemes/token.ts";
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
 * True where a token stands beside a signature, which still opens the source to whoever sends it alone. What is none stays: whoever has
 * captured a delivery could have any piece of its signed body taken for one, and taken out.
 */
function isToken(scheme: Signature, request: WebhookRequest, secrets: readonly Secret[]): boolean {
  const candidates = secrets.map((secret, index) => ({ secret, index }));
  return scheme.scheme === "token" && verifyToken(scheme, { request, secrets: candidates }).ok;
}

/**
 * The delivery that an accepted request becomes: allowed headers, and nothing of what authenticated it.
 * @param believed the request, or what its signature wrapped
 * @param request the request as it came, which says what scheme it was
 * @param signedAt the time of signing, for providers whose events it tells apart
 * @param secrets the source's, which tell a token from what only stands in its place
 */
export function deliveryOf(
  source: Source,
  believed: WebhookRequest,
  request: WebhookRequest,
  signedAt: string | undefined,
  secrets: readonly Secret[],
  ports: ReceivePorts,
): Delivery {
  const { provider } = source;
  const schemes = signaturesOf(provider);
  const scheme = chosen(schemes, request);
  const carried = schemes
    .filter((one) => one === scheme || isToken(one, request, secrets))
    .flatMap(carriedAt);
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
    schemeName: scheme && schemeName(scheme),
    signedAt: distinctionsOf(provider.event).includes("signing-time") ? signedAt : undefined,
    body,
  };
}
