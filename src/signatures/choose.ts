import { boundaryOf } from "../core/body/multipart.ts";
import { isMet } from "../core/condition.ts";
import { factsOf, isForm } from "../core/facts.ts";
import { memoizeFor } from "../core/memoize.ts";
import { type Facts, type Pointer, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Signature } from "../core/signature.ts";
import type { Scheme } from "./scheme.ts";
import { schemes } from "./schemes/index.ts";

/** The scheme of a signature. A bundle has the schemes of its own sources only. */
export const schemeOf = (signature: Signature): Scheme<Signature> =>
  schemes[signature.scheme] as Scheme<Signature>;

/** Where a request carries its signature, token or password, which never leaves `receive`. */
export const signatureLocations = memoizeFor((signature: Signature) =>
  schemeOf(signature).locations(signature),
);

function isThere(signature: Signature, location: Pointer, request: WebhookRequest, facts: Facts): boolean {
  if (location.startsWith("header:")) return Boolean(request.headers.get(location.slice("header:".length)));
  // A token signs nothing, so it may be in any form.
  if (location.startsWith("form:") && !schemeOf(signature).sendsSecret) {
    const type = request.headers.get("content-type");
    // In a multipart form unsigned parts could stand beside signed fields.
    const isMultipart = "multipart" in signature && boundaryOf(type) !== undefined;
    return request.body.length > 0 && (isForm(type) || isMultipart);
  }
  if (/^(?:body|form):/.test(location)) return request.body.length > 0;
  return readValue(facts, location) !== undefined;
}

/**
 * True when the request carries a signature of this scheme, valid or not. A body that is not empty counts: it
 * is not read yet.
 */
export function carries(signature: Signature, request: WebhookRequest, facts = factsOf(request)): boolean {
  if (signature.only && !isMet(signature.only, facts)) return false;
  if (schemeOf(signature).recognizes?.(signature, request) === false) return false;
  return signatureLocations(signature).some((location) => isThere(signature, location, request, facts));
}

/** The scheme that decides: the first that the request carries. If it fails, no weaker one is tried. */
export function chooseScheme(
  signatures: readonly Signature[],
  request: WebhookRequest,
): Signature | undefined {
  const facts = factsOf(request);
  return signatures.find((signature) => carries(signature, request, facts));
}
