import type { Delivery } from "../core/delivery.ts";
import { factsOf } from "../core/facts.ts";
import { distinctionsOf, signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import type { Source } from "../core/source.ts";
import { schemeOf, signatureLocations } from "../signatures/choose.ts";
import { fetchNothing } from "../signatures/scheme.ts";
import { allowedHeaders } from "./allowed-headers.ts";
import { orderGroup } from "./order-group.ts";
import type { ReceivePorts } from "./ports.ts";
import { scrub } from "./scrub.ts";

/** A verified request. */
export interface Accepted {
  readonly source: Source;
  /** The request; its body is what its signature wrapped. */
  readonly request: WebhookRequest;
  /** The scheme that accepted it. */
  readonly signature: Signature;
  /** The time of signing as it was sent, where the signature covers one. */
  readonly signedAt?: string | undefined;
  /** The source's secrets: they show whether a value is a valid token. */
  readonly secrets: readonly Secret[];
}

/**
 * True where the request carries a valid token. Only that is scrubbed: a replay could name any part of the
 * body as the token.
 */
async function carriesToken(signature: Signature, { request, secrets }: Accepted): Promise<boolean> {
  const scheme = schemeOf(signature);
  if (!scheme.sendsSecret) return false;
  const candidates = secrets.map((secret, index) => ({ secret, index }));
  const attempt = {
    request,
    facts: factsOf(request),
    secrets: candidates,
    nowMs: 0,
    fetchText: fetchNothing,
  };
  return (await scheme.verify(signature, attempt)).ok;
}

/** The request as it is stored: without what authenticated it, and with the allowed headers only. */
async function requestToStore(accepted: Accepted): Promise<WebhookRequest> {
  const { source, request, signature } = accepted;
  const carried: Signature[] = [];
  // A token beside the signature goes too: sent alone, it opens the source.
  for (const other of signaturesOf(source.provider))
    if (other === signature || (await carriesToken(other, accepted))) carried.push(other);
  const scrubbed = scrub(request, carried.flatMap(signatureLocations));
  const headers = new Map<string, string>();
  for (const name of allowedHeaders(source.provider)) {
    const value = scrubbed.headers.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  return { ...scrubbed, headers };
}

/**
 * The delivery of an accepted request. Its proof is made from what is stored, so that no secret can be in it.
 */
export async function deliveryOf(
  accepted: Accepted,
  ports: Pick<ReceivePorts, "newDeliveryId" | "now" | "traceparent">,
): Promise<Delivery> {
  const { source, signature, signedAt } = accepted;
  const stored = await requestToStore(accepted);
  const proof = schemeOf(signature).prove(signature, stored);
  return {
    id: ports.newDeliveryId(),
    source: source.name,
    receivedAt: new Date(ports.now()).toISOString(),
    method: stored.method,
    url: stored.url,
    headers: Object.fromEntries(stored.headers),
    proof,
    traceparent: ports.traceparent,
    signedAt: distinctionsOf(source.provider.event).includes("signing-time") ? signedAt : undefined,
    group: orderGroup(source, stored, proof),
    body: stored.body,
  };
}
