import { factsOf } from "../core/facts.ts";
import { type Pointer, readValue } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { SchemeName, Signature } from "../core/signature.ts";
import { signaturePlaces } from "./layout.ts";

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
export const carriedAt = (signature: Signature): readonly Pointer[] =>
  (places[signature.scheme] as (one: Signature) => readonly Pointer[])(signature);

/**
 * True when the request carries what this scheme checks (whether it is right is another question). What stands in a body is
 * taken to be there unless the body is empty: a body is not read to find out.
 */
export function carries(signature: Signature, request: WebhookRequest): boolean {
  if (signature.only && request.headers.get(signature.only.header) !== signature.only.equals) return false;
  return carriedAt(signature).some((place) =>
    /^(?:body|form):/.test(place)
      ? request.body.length > 0
      : readValue(factsOf(request), place) !== undefined,
  );
}

/** The scheme that decides: the first that the request carries. There is no falling back to a weaker one. */
export const chosen = (signatures: readonly Signature[], request: WebhookRequest): Signature | undefined =>
  signatures.find((signature) => carries(signature, request));
