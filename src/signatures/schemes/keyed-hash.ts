import { createHash } from "node:crypto";
import { decodeUtf8 } from "../../core/json/json.ts";
import type { KeyedHashSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { verifySigned } from "../parts/verify-template.ts";
import type { Verifier } from "../scheme.ts";

/**
 * A plain hash over the secret and the request, for vendors that have no HMAC. Where the secret comes first, whoever has captured a hash
 * can go on with it over a longer text. Then a byte stands where the captured text ended that makes it no UTF-8: only texts are taken.
 */
export const verifyKeyedHash: Verifier<KeyedHashSignature> = (scheme, attempt) => {
  const isText = decodeUtf8(attempt.request.body) !== undefined;
  return verifySigned(scheme, attempt, (_, parts, signatures) => {
    let equal = false;
    for (const name of [scheme.hash].flat()) {
      const hash = createHash(name);
      for (const part of parts) hash.update(part);
      const expected = hash.digest(scheme.encoding);
      for (const signature of signatures) equal = equalDigest(expected, signature) || equal;
    }
    return equal && isText;
  });
};
