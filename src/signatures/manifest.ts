import { factsOf } from "../core/facts.ts";
import { rejected } from "../core/outcome.ts";
import { readValue } from "../core/pointers.ts";
import type { ManifestSignature } from "../core/signature.ts";
import { firstMatch, type Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { refuseAge, timestampText } from "./freshness.ts";
import { hmacOf } from "./hmac.ts";
import { keyBytes } from "./key.ts";
import { readSignatures } from "./layout.ts";

/** HMAC-SHA256 over `name:value;` pairs. Values of the query are signed in lower case; a pair without a value is left out. */
export const verifyManifest: Verifier<ManifestSignature> = (scheme, { request, secrets, nowMs }) => {
  const facts = factsOf(request);
  const found = readSignatures(scheme, facts);
  if (found === "missing") return rejected("signature-missing");
  if (!found) return rejected("signature-malformed");
  const timestamp = timestampText(scheme, facts, found.timestamp);
  const text = scheme.pairs
    .map(([name, pointer]) => {
      const value = pointer === "timestamp" ? timestamp : readValue(facts, pointer);
      if (value === undefined) return "";
      return `${name}:${pointer.startsWith("query:") ? value.toLowerCase() : value};`;
    })
    .join("");
  const verdict = firstMatch(secrets, (secret) => {
    const key = keyBytes(secret);
    if (!key) return undefined;
    const expected = hmacOf({ hash: "sha256", encoding: scheme.encoding }, key, [text]);
    let equal = false;
    for (const signature of found.signatures) equal = equalDigest(expected, signature) || equal;
    return equal;
  });
  if (!verdict.ok) return verdict;
  const age = refuseAge(scheme, timestamp, nowMs);
  return age ? rejected(age) : { ...verdict, signedAt: timestamp };
};
