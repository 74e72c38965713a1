import { createHash, timingSafeEqual } from "node:crypto";

// The only file that compares signatures and secrets.

/** True when two secrets are equal, in constant time (timing attack). Hashing makes their lengths equal. */
export function equalText(expected: string, given: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(expected), hash(given));
}

/** `equalText` for digests: their length is public, so only equal lengths are compared in constant time. */
export function equalDigest(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
