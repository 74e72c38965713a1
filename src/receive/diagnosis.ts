import type { Handshake } from "../core/handshake.ts";
import { boundaryOf } from "../core/multipart.ts";
import type { Refusal } from "../core/outcome.ts";
import type { Pointer } from "../core/pointers.ts";
import { signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import type { Source } from "../core/source.ts";
import { schemeOf, signatureLocations } from "../signatures/choose.ts";
import { mayServe } from "../signatures/secret-roles.ts";
import { ownUrl } from "./own-url.ts";

// Invariant 4: what is said here is fixed words, numbers, and names of the configuration, never a byte of the request.

/** A refusal by verification, and what it is about. */
export interface Refused {
  readonly refusal: Refusal;
  readonly source: Source;
  readonly request: WebhookRequest;
  /** The scheme that decided; undefined when the request carries none of the provider's. */
  readonly signature: Signature | undefined;
  readonly tried: readonly Secret[];
  /** As in `ReceivePorts`. */
  readonly urlPrefixes: readonly string[];
}

/** Most places that are named: further ones for the same signature say nothing new. */
const mostPlaces = 6;

/** The schemes of `Authorization` that are told: the registered ones that senders use, and common others. */
const authorizationSchemes = [
  "Basic",
  "Bearer",
  "Digest",
  "HMAC",
  "JWT",
  "Token",
  "ApiKey",
  "AWS4-HMAC-SHA256",
];

const knownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const knownEncodings = ["gzip", "deflate", "br", "zstd", "compress"];

/** What came, and which methods the source takes. */
export const methodDetail = (method: string, taken: readonly string[]): string =>
  `${knownMethods.find((known) => known === method) ?? "another method"} came; the source takes ${taken.join(", ")}`;

/** The encoding that came; nothing for an unknown one. */
export function encodingDetail(encoding: string): { readonly detail?: string } {
  const known = knownEncodings.find((name) => name === encoding);
  return known ? { detail: `the body is ${known}` } : {};
}

/** The handshakes that a request was taken for. */
export const handshakeDetail = (handshakes: readonly Handshake[]): string =>
  `taken for the handshake ${[...new Set(handshakes.map(({ name }) => name))].join(" or ")}`;

const kinds: Readonly<Record<string, string>> = {
  header: "header",
  query: "query parameter",
  form: "form field",
  body: "body at",
};

function placeName(pointer: Pointer): string {
  const [kind = ""] = pointer.split(":", 1);
  const name = pointer.slice(kind.length + 1);
  return name === "" ? `the ${kind}` : `the ${kinds[kind]} ${name}`;
}

/** Where signatures are, in words: the header a, b, the form field c. */
function placesOf(signatures: readonly Signature[]): string {
  const all = [...new Set(signatures.flatMap(signatureLocations))];
  const named = all.slice(0, mostPlaces).map(placeName);
  const isHeader = (name: string | undefined): boolean => name?.startsWith("the header ") === true;
  const words = named.map((name, at) => (isHeader(named[at - 1]) ? name.replace(/^the header /, "") : name));
  return words.join(", ") + (all.length > mostPlaces ? ` or ${all.length - mostPlaces} more` : "");
}

/** What came in place of a signature, as far as it may be told. */
function* cameInstead(
  { headers, body }: WebhookRequest,
  signatures: readonly Signature[],
): Generator<string> {
  const authorization = headers.get("authorization")?.toLowerCase();
  if (authorization) {
    const scheme = authorizationSchemes.find((name) => authorization.startsWith(`${name.toLowerCase()} `));
    yield `the request has an Authorization header of ${scheme ? `the scheme ${scheme}` : "another scheme"}`;
  }
  for (const signature of signatures) {
    const [place = "body:"] = signatureLocations(signature);
    if (signature.only && place.startsWith("header:") && headers.get(place.slice("header:".length)))
      yield `${placeName(place)} came, but not what must come with it at ${placeName(signature.only.when)}`;
  }
  const locations = signatures.flatMap(signatureLocations);
  if (body.length === 0 && locations.some((place) => /^(?:body|form):/.test(place)))
    yield "its body is empty";
  if (boundaryOf(headers.get("content-type")) && locations.some((place) => place.startsWith("form:")))
    yield "its body is a multipart form, whose parts are not signed";
}

function missing({ source, request }: Refused): string {
  const signatures = signaturesOf(source.provider);
  return [`looked for ${placesOf(signatures)}`, ...cameInstead(request, signatures)].join("; ");
}

/** The URL of a signature that covers it. */
function* hashedUrl({ source, request, signature, urlPrefixes }: Refused): Generator<string> {
  if (signature && schemeOf(signature).coversUrl?.(signature))
    yield `the URL is signed too, as the bridge knows it: ${ownUrl(request.url, source.name, urlPrefixes)}${request.query && "?…"}`;
}

function decided({ signature }: Refused): string {
  const variant = signature?.variant ? ` (${signature.variant})` : "";
  return `decided by ${signature ? placesOf([signature]) : "no scheme"}${variant}`;
}

function mismatch(refused: Refused): string {
  const { signature, tried } = refused;
  const count = signature ? tried.filter((secret) => mayServe(secret, signature)).length : 0;
  const none = `none of ${count} secret${count === 1 ? "" : "s"} matches`;
  return [none, decided(refused), ...hashedUrl(refused)].join("; ");
}

/** What a refusal by verification says besides its reason. */
export function refusalDetail(refused: Refused): string {
  const { reason, gap } = refused.refusal;
  if (gap) {
    const [past, future] = [`${gap.offBySeconds} s old`, `${gap.offBySeconds} s ahead`];
    return `signed time ${reason === "timestamp-stale" ? past : future}; the window is ${gap.windowSeconds} s`;
  }
  if (reason === "signature-missing") return missing(refused);
  if (reason === "signature-mismatch") return mismatch(refused);
  return [decided(refused), ...(reason === "claim-mismatch" ? hashedUrl(refused) : [])].join("; ");
}
