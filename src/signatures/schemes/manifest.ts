import { factsOf } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import { type Facts, readValue } from "../../core/pointers.ts";
import type { ManifestSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { refuseAge, timestampText } from "../parts/freshness.ts";
import { hmacOf } from "../parts/hmac-of.ts";
import { keyBytes } from "../parts/keys/secret-key.ts";
import { layoutLocations, readSignatures } from "../parts/layout.ts";
import { proveTextAlone } from "../parts/proofs.ts";
import { code } from "../parts/words.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

type Write = (value: string) => string;

/** The signed text, without the pairs that have no value. */
function manifestOf(
  { pairs }: ManifestSignature,
  facts: Facts,
  timestamp: string | undefined,
  write: Write,
): string {
  return pairs
    .map(([name, pointer]) => {
      const value = pointer === "timestamp" ? timestamp : readValue(facts, pointer);
      if (value === undefined) return "";
      return `${name}:${pointer.startsWith("query:") ? write(value) : value};`;
    })
    .join("");
}

/** HMAC-SHA256 over `name:value;` pairs. Values of the query are signed as they are or in lower case. */
export const scheme: Scheme<ManifestSignature> = {
  locations: layoutLocations,
  verify(signature, { facts, secrets, nowMs }) {
    const found = readSignatures(signature, facts);
    if (found === "missing") return rejected("signature-missing");
    if (!found) return rejected("signature-malformed");
    const timestamp = timestampText(signature, facts, found.timestamp);
    const texts = [(value: string) => value.toLowerCase(), (value: string) => value].map((write) =>
      manifestOf(signature, facts, timestamp, write),
    );
    const finding = firstMatch(secrets, (secret) => {
      const key = keyBytes(secret);
      let equal = false;
      for (const text of texts) {
        const expected = hmacOf({ hash: "sha256", encoding: signature.encoding }, key, [text]);
        for (const given of found.signatures) equal = equalDigest(expected, given) || equal;
      }
      return equal;
    });
    if (!finding.ok) return finding;
    // Vendors send either unit; the length shows which.
    const timestampUnit = (timestamp?.length ?? 0) > 11 ? "ms" : "s";
    const age = refuseAge({ ...signature, timestampUnit }, timestamp, nowMs);
    return age ?? { ...finding, signedAt: timestamp };
  },
  // A replay can change the case of a query value, or move a pair into the value before it: none is covered.
  prove: (signature, stored) =>
    proveTextAlone(manifestOf(signature, factsOf(stored), "", (value) => value).toLowerCase(), stored),
  proofHeaders: ({ pairs }) =>
    pairs.flatMap(([, value]) => (value.startsWith("header:") ? value.slice("header:".length) : [])),
};

export const describe = ({ pairs }: ManifestSignature): string =>
  `HMAC-SHA256 over ${code(pairs.map(([name]) => `${name}:…;`).join(""))}`;
