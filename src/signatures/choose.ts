import { factsOf } from "../core/facts.ts";
import { rememberedFor } from "../core/memoize.ts";
import { boundaryOf } from "../core/multipart.ts";
import { type Pointer, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { SchemeName, Signature } from "../core/signature.ts";
import { signaturePlaces } from "./parts/layout.ts";

type Of<Name extends SchemeName> = Extract<Signature, { scheme: Name }>;

const places: { readonly [Name in SchemeName]: (signature: Of<Name>) => readonly Pointer[] } = {
  hmac: signaturePlaces,
  "keyed-hash": signaturePlaces,
  "public-key": signaturePlaces,
  manifest: signaturePlaces,
  "item-hmac": ({ items, signature }) => [`${items}/*${signature}`],
  "canonical-request": signaturePlaces,
  "sorted-parameters": ({ parameter }) => [`query:${parameter}`, `form:${parameter}`],
  "standard-webhooks": ({ headers }) => headers.map((prefix): Pointer => `header:${prefix}-signature`),
  token: ({ from }) => [from],
  "basic-auth": () => ["header:authorization"],
  "fetched-key": ({ signatures }) => signatures.map(({ from }) => from),
  jwt: signaturePlaces,
  "certified-jws": ({ from }) => [from],
  twilio: signaturePlaces,
  plivo: signaturePlaces,
  "aws-sns": () => ["body:/Signature"],
};

/** Where a request carries what the scheme checks: its signature, token or password. That never leaves `receive`. */
export const carriedAt = rememberedFor((signature: Signature) =>
  (places[signature.scheme] as (one: Signature) => readonly Pointer[])(signature),
);

function isMeant({ only }: Signature, { headers }: WebhookRequest): boolean {
  const value = only && headers.get(only.header);
  return only === undefined || (value !== undefined && (only.equals === undefined || value === only.equals));
}

/** One header may hold a password or a token: the first word says which (RFC 9110 §11.4). */
function isOfKind(signature: Signature, { headers }: WebhookRequest): boolean {
  if (signature.scheme === "basic-auth") return /^basic /i.test(String(headers.get("authorization")));
  if (signature.scheme !== "token" || signature.from !== "header:authorization") return true;
  return headers.get("authorization")?.startsWith(signature.prefix ?? "") === true;
}

function isThere({ scheme }: Signature, place: Pointer, request: WebhookRequest): boolean {
  if (place.startsWith("header:")) return Boolean(request.headers.get(place.slice("header:".length)));
  // In several parts, whatever stands beside the signed fields would be believed with them; a token says nothing of any.
  if (place.startsWith("form:") && scheme !== "token" && boundaryOf(request.headers.get("content-type")))
    return false;
  if (/^(?:body|form):/.test(place)) return request.body.length > 0;
  return readValue(factsOf(request), place) !== undefined;
}

/**
 * True when the request carries what this scheme checks (whether it is right is another question). What stands in a body is
 * taken to be there unless the body is empty: a body is not read to find out.
 */
export function carries(signature: Signature, request: WebhookRequest): boolean {
  if (!isMeant(signature, request) || !isOfKind(signature, request)) return false;
  return carriedAt(signature).some((place) => isThere(signature, place, request));
}

/** The scheme that decides: the first that the request carries. There is no falling back to a weaker one. */
export const chosen = (signatures: readonly Signature[], request: WebhookRequest): Signature | undefined =>
  signatures.find((signature) => carries(signature, request));
