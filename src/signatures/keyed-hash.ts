import { createHash } from "node:crypto";
import { factsOf } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import type { KeyedHashSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { refuseAge, timestampText } from "./freshness.ts";
import { parseLayout } from "./layout.ts";
import { signedParts } from "./signed-text.ts";

/** A plain hash over the secret and the request, for vendors that have no HMAC. */
export const verifyKeyedHash: Verifier<KeyedHashSignature> = (scheme, { request, secrets, nowMs }) => {
  const value = request.headers.get(scheme.header);
  if (!value) return rejected("signature-missing");
  const header = parseLayout(scheme, value);
  if (!header) return rejected("signature-malformed");
  const facts = factsOf(request);
  const timestamp = timestampText(scheme, facts, header.timestamp);
  const verdict = firstMatch(secrets, (secret) => {
    const parts = signedParts(scheme, request, facts, timestamp, secret.reveal().trim());
    if (!parts) return false;
    const hash = createHash(scheme.hash);
    for (const part of parts) hash.update(part);
    const expected = hash.digest(scheme.encoding);
    return header.signatures.some((signature) => equalDigest(expected, signature));
  });
  const age = refuseAge(scheme, timestamp, nowMs);
  if (!verdict.ok) return verdict;
  return age ? rejected(age) : { ...verdict, signedAt: timestamp };
};
