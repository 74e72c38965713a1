import { factsOf } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import { type Facts, readValue } from "../../core/pointers.ts";
import type { ManifestSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { refuseAge, timestampText } from "../parts/freshness.ts";
import { keyBytes } from "../parts/key.ts";
import { readSignatures } from "../parts/layout.ts";
import { firstMatch, type Verifier } from "../scheme.ts";
import { hmacOf } from "./hmac.ts";

type Write = (value: string) => string;

/** The signed text: a pair without a value is left out. */
export function manifestOf(
  { pairs }: ManifestSignature,
  facts: Facts,
  timestamp: string | undefined,
  write: Write,
) {
  return pairs
    .map(([name, pointer]) => {
      const value = pointer === "timestamp" ? timestamp : readValue(facts, pointer);
      if (value === undefined) return "";
      return `${name}:${pointer.startsWith("query:") ? write(value) : value};`;
    })
    .join("");
}

/** HMAC-SHA256 over `name:value;` pairs. Values of the query are signed as they are or in lower case. */
export const verifyManifest: Verifier<ManifestSignature> = (scheme, { request, secrets, nowMs }) => {
  const facts = factsOf(request);
  const found = readSignatures(scheme, facts);
  if (found === "missing") return rejected("signature-missing");
  if (!found) return rejected("signature-malformed");
  const timestamp = timestampText(scheme, facts, found.timestamp);
  const texts = [(value: string) => value.toLowerCase(), (value: string) => value].map((write) =>
    manifestOf(scheme, facts, timestamp, write),
  );
  const verdict = firstMatch(secrets, (secret) => {
    const key = keyBytes(secret);
    let equal = false;
    for (const text of texts) {
      const expected = hmacOf({ hash: "sha256", encoding: scheme.encoding }, key, [text]);
      for (const signature of found.signatures) equal = equalDigest(expected, signature) || equal;
    }
    return equal;
  });
  if (!verdict.ok) return verdict;
  // Both units are met, and their lengths tell them apart.
  const timestampUnit = (timestamp?.length ?? 0) > 11 ? "ms" : "s";
  const age = refuseAge({ ...scheme, timestampUnit }, timestamp, nowMs);
  return age ? rejected(age) : { ...verdict, signedAt: timestamp };
};
