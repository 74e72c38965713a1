import { createHmac } from "node:crypto";
import type { HmacSignature } from "../core/signature.ts";
import type { Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { keyBytes } from "./key.ts";
import { verifySigned } from "./signed.ts";
import type { SignedPart } from "./signed-text.ts";

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
export const verifyHmac: Verifier<HmacSignature> = (scheme, attempt) =>
  verifySigned(scheme, attempt, (secret, parts, signatures) => {
    const key = keyBytes(secret, scheme.key);
    if (!key) return undefined;
    const expected = hmacOf(scheme, key, parts);
    let equal = false;
    for (const signature of signatures) equal = equalDigest(expected, signature) || equal;
    return equal;
  });
