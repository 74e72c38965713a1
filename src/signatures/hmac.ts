import { createHmac } from "node:crypto";
import { factsOf } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import type { HmacSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { refuseAge, timestampText } from "./freshness.ts";
import { keyBytes } from "./key.ts";
import { parseLayout } from "./layout.ts";
import { type SignedPart, signedParts } from "./signed-text.ts";

/** The digest of `parts` in the scheme's encoding. */
export function hmacOf(
  scheme: Pick<HmacSignature, "hash" | "encoding">,
  key: Uint8Array,
  parts: readonly SignedPart[],
): string {
  const mac = createHmac(scheme.hash, key);
  for (const part of parts) mac.update(part);
  return mac.digest(scheme.encoding);
}

/** HMAC over the raw bytes and whatever else the scheme's template names. */
export const verifyHmac: Verifier<HmacSignature> = (scheme, { request, secrets, nowMs }) => {
  const value = request.headers.get(scheme.header);
  if (!value) return rejected("signature-missing");
  const header = parseLayout(scheme, value);
  if (!header) return rejected("signature-malformed");
  const facts = factsOf(request);
  const timestamp = timestampText(scheme, facts, header.timestamp);
  const parts = signedParts(scheme, request, facts, timestamp);
  if (!parts) return rejected("signature-malformed");
  const verdict = firstMatch(secrets, (secret) => {
    const key = keyBytes(secret, scheme.key);
    if (!key) return undefined;
    const expected = hmacOf(scheme, key, parts);
    let equal = false;
    for (const signature of header.signatures) equal = equalDigest(expected, signature) || equal;
    return equal;
  });
  const age = refuseAge(scheme, timestamp, nowMs);
  if (!verdict.ok) return verdict;
  return age ? rejected(age) : { ...verdict, signedAt: timestamp };
};
