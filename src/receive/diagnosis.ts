import type { Handshake } from "../core/handshake.ts";
import type { Refusal } from "../core/outcome.ts";
import type { Pointer } from "../core/pointers.ts";
import type { Provider } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { Signature } from "../core/signature.ts";
import type { Source } from "../core/source.ts";
import { ownUrl } from "./own-url.ts";

export { remedyFor } from "../core/remedies.ts";

// Of what `receive` loads at start, nothing is imported here, or the bundler would split it: it comes as `RefusalTools`.
// Invariant 4: what is said here is fixed words, numbers, and names of the configuration, never a byte of the request.

/** What the words are made with. */
export interface RefusalTools {
  readonly signaturesOf: (provider: Provider) => readonly Signature[];
  readonly locationsOf: (signature: Signature) => readonly Pointer[];
  readonly coversUrl: (signature: Signature) => boolean;
  readonly mayServe: (secret: Secret, signature: Signature) => boolean;
  readonly isForm: (contentType: string | undefined) => boolean;
  readonly boundaryOf: (contentType: string | undefined) => string | undefined;
}

/** A refusal by verification, and what it is about. */
export interface Refused {
  readonly tools: RefusalTools;
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

/** The schemes of `Authorization` that are named: the registered ones that senders use, and common others. */
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

/** The encoding that came; undefined for an unknown one. */
export function encodingDetail(encoding: string): string | undefined {
  const known = knownEncodings.find((name) => name === encoding);
  return known && `the body is ${known}`;
}

/** The handshakes that a request was taken for. */
export const handshakeDetail = (handshakes: readonly Handshake[]): string =>
  `taken for the handshake ${[...new Set(handshakes.map(({ name }) => name))].join(" or ")}`;

const placeKinds: Readonly<Record<string, string>> = {
  header: "header",
  query: "query parameter",
  form: "form field",
  body: "body at",
};

function placeName(pointer: Pointer): string {
  const [kind = ""] = pointer.split(":", 1);
  const name = pointer.slice(kind.length + 1);
  return name === "" ? `the ${kind}` : `the ${placeKinds[kind]} ${name}`;
}

/** Where signatures are, in words: the header a, b, the form field c. */
function placeWords(locations: readonly Pointer[]): string {
  const all = [...new Set(locations)];
  const named = all.slice(0, mostPlaces).map(placeName);
  const isHeader = (name: string | undefined): boolean => name?.startsWith("the header ") === true;
  const words = named.map((name, at) => (isHeader(named[at - 1]) ? name.replace(/^the header /, "") : name));
  return words.join(", ") + (all.length > mostPlaces ? ` or ${all.length - mostPlaces} more` : "");
}

/** What `make` gives, made once for a key. */
function keptFor<Key extends object, Kept>(kept: WeakMap<Key, Kept>, key: Key, make: () => Kept): Kept {
  const known = kept.get(key) ?? make();
  kept.set(key, known);
  return known;
}

// Made once: the time of a refusal must not show its cause.
const searched = new WeakMap<Provider, ReturnType<typeof searchedIn>>();
const decidedBy = new WeakMap<Signature, ReturnType<typeof decidedIn>>();

/** What is said of all requests to a provider without a signature. */
function searchedIn(provider: Provider, { signaturesOf, locationsOf }: RefusalTools) {
  const signatures = signaturesOf(provider);
  const locations = signatures.flatMap(locationsOf);
  return {
    words: `looked for ${placeWords(locations)}`,
    inForm: locations.some((place) => place.startsWith("form:")),
    inMultipart: signatures.some((signature) => "multipart" in signature),
    inBody: locations.some((place) => /^(?:body|form):/.test(place)),
    conditions: signatures.flatMap((signature) => {
      const [place = "body:"] = locationsOf(signature);
      if (!signature.only || !place.startsWith("header:")) return [];
      const words = `; ${placeName(place)} came, but not what must come with it at ${placeName(signature.only.when)}`;
      return [{ header: place.slice("header:".length), words }];
    }),
  };
}

/** Longer than every scheme that is named: the rest of a header need not be read. */
const longestScheme = 20;

function authorizationWords(value: string): string {
  const word = value.slice(0, longestScheme).toLowerCase();
  const scheme = authorizationSchemes.find((name) => word.startsWith(`${name.toLowerCase()} `));
  return `; the request has an Authorization header of ${scheme ? `the scheme ${scheme}` : "another scheme"}`;
}

/** What was looked for, and what came in its place, without a byte of the request. */
function missingDetail({ tools, source, request: { headers, body } }: Refused): string {
  const { words, inForm, inMultipart, inBody, conditions } = keptFor(searched, source.provider, () =>
    searchedIn(source.provider, tools),
  );
  const authorization = headers.get("authorization");
  let detail = authorization ? words + authorizationWords(authorization) : words;
  for (const condition of conditions) if (headers.get(condition.header)) detail += condition.words;
  if (inBody && body.length === 0) detail += "; its body is empty";
  if (!inForm) return detail;
  const type = headers.get("content-type");
  if (tools.boundaryOf(type) === undefined)
    return tools.isForm(type) ? detail : `${detail}; its body is not sent as a form`;
  return inMultipart ? detail : `${detail}; its body is a multipart form, whose parts are not signed`;
}

/** Which scheme decided. */
const decidedIn = (signature: Signature, { locationsOf, coversUrl }: RefusalTools) => ({
  words: `decided by ${placeWords(locationsOf(signature))}${signature.variant ? ` (${signature.variant})` : ""}`,
  coversUrl: coversUrl(signature),
  inAuthorization: locationsOf(signature).includes("header:authorization"),
});

function decidedDetail(refused: Refused, isUrlBound: boolean): string {
  const { tools, source, request, signature, urlPrefixes } = refused;
  if (!signature) return "decided by no scheme";
  const { words, coversUrl, inAuthorization } = keptFor(decidedBy, signature, () =>
    decidedIn(signature, tools),
  );
  const authorization = inAuthorization && request.headers.get("authorization");
  if (authorization && refused.refusal.reason === "signature-malformed")
    return words + authorizationWords(authorization);
  if (!coversUrl || !isUrlBound) return words;
  const url = ownUrl(request.url, source.name, urlPrefixes);
  return `${words}; the URL is signed too, as the bridge knows it: ${url}${request.query && "?…"}`;
}

function triedWords({ tools, signature, tried }: Refused): string {
  let count = 0;
  for (const secret of tried) if (signature && tools.mayServe(secret, signature)) count++;
  return count === 1 ? "its one secret does not match" : `none of ${count} secrets matches`;
}

/** What a refusal by verification says besides its reason. */
export function refusalDetail(refused: Refused): string {
  const { reason, gap } = refused.refusal;
  if (gap) {
    const side = reason === "timestamp-stale" ? "old" : "ahead";
    return `signed time ${gap.offBySeconds} s ${side}; the window is ${gap.windowSeconds} s`;
  }
  if (reason === "signature-missing") return missingDetail(refused);
  if (reason === "signature-mismatch") return `${triedWords(refused)}; ${decidedDetail(refused, true)}`;
  return decidedDetail(refused, reason === "claim-mismatch");
}
