import { createHash } from "node:crypto";
import type { KeyedHashSignature } from "../core/signature.ts";
import type { Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { verifySigned } from "./signed.ts";

/** A plain hash over the secret and the request, for vendors that have no HMAC. */
export const verifyKeyedHash: Verifier<KeyedHashSignature> = (scheme, attempt) =>
  verifySigned(scheme, attempt, (_, parts, signatures) => {
    let equal = false;
    for (const name of [scheme.hash].flat()) {
      const hash = createHash(name);
      for (const part of parts) hash.update(part);
      const expected = hash.digest(scheme.encoding);
      for (const signature of signatures) equal = equalDigest(expected, signature) || equal;
    }
    return equal;
  });
