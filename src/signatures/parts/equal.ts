import { createHash, timingSafeEqual } from "node:crypto";

/**
 * True when two texts are equal, in a time that tells nothing of where they differ. The only comparison of
 * signatures and secrets in the bridge. Hashing first makes the lengths equal.
 */
export function equalText(expected: string, given: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(expected), hash(given));
}

/** `equalText` for digests, whose length is public: different lengths differ at once. */
export function equalDigest(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
