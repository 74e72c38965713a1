import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { CanonicalRequestSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { refuseAge, timestampText } from "../parts/freshness.ts";
import { hmacOf } from "../parts/hmac-of.ts";
import { keyBytes } from "../parts/keys/secret-key.ts";
import { layoutLocations } from "../parts/layout.ts";
import { proveUrlAndBody } from "../parts/proofs.ts";
import type { SignedPart } from "../parts/template.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

/** Most headers that a request may list; no vendor signs more. */
const mostHeaders = 64;

/** Path and query as they are signed: the query escaped as one word, then both escaped again as a URI. */
function signedPath({ url, query }: WebhookRequest): string | undefined {
  // Escaping half a surrogate pair throws.
  if (!url.isWellFormed()) return undefined;
  const path = url.replace(/\?.*/s, "").replace(/[a-z]+:\/\/[^/]*/i, "");
  return encodeURI(query === "" ? path : `${path}?${encodeURIComponent(query)}`);
}

/** The signed text; undefined when the list of headers is missing, too long or without the timestamp. */
export function canonicalRequest(
  scheme: CanonicalRequestSignature,
  request: WebhookRequest,
): readonly SignedPart[] | undefined {
  const listed = request.headers.get(scheme.signedHeaders)?.split(",", mostHeaders + 1);
  const path = signedPath(request);
  if (!listed || listed.length > mostHeaders || path === undefined) return undefined;
  const names = [...new Set(listed.map((name) => name.trim().toLowerCase()))].sort();
  if (!names.some((name) => `header:${name}` === scheme.timestamp)) return undefined;
  // A listed header that was not sent is left out, as the sender does.
  const headers = names.flatMap((name) => {
    const value = request.headers.get(name);
    return value === undefined ? [] : [`${name}:${value.trim()}`];
  });
  return [`${request.method}\n${path}\n${headers.join(";")}\n`, request.body];
}

/** HMAC-SHA256 (hex) over method, path, the headers that the request lists, and body. */
export const scheme: Scheme<CanonicalRequestSignature> = {
  locations: layoutLocations,
  coversUrl: () => true,
  verify(signature, { request, facts, secrets, nowMs }) {
    const given = request.headers.get(signature.header);
    if (!given) return rejected("signature-missing");
    const parts = canonicalRequest(signature, request);
    if (!parts) return rejected("signature-malformed");
    const finding = firstMatch(secrets, (secret) => {
      const expected = hmacOf({ hash: "sha256", encoding: "hex" }, keyBytes(secret), parts);
      return equalDigest(expected, given.toLowerCase());
    });
    if (!finding.ok) return finding;
    const timestamp = timestampText(signature, facts, undefined);
    const age = refuseAge(signature, timestamp, nowMs);
    return age ?? { ...finding, signedAt: timestamp };
  },
  // Without the host, which is not signed: a replay to another name of the deployment is the same delivery.
  prove: (_, stored) => proveUrlAndBody(stored, stored.url.replace(/[a-z]+:\/\/[^/]*/, "")),
  signsUrl: () => "text",
};

export const describe = (): string => "HMAC-SHA256 over method, path, listed headers and body";
