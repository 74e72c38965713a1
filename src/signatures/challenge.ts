import type { HmacAnswer } from "../core/handshake.ts";
import type { Secret } from "../core/secret.ts";
import { hmacOf } from "./parts/hmac-of.ts";
import { keyBytes } from "./parts/keys/secret-key.ts";

/** What a vendor's challenge looks like. Signed texts hold colons, dots, braces or spaces: those are never answered. */
const token = /^[A-Za-z0-9_+/=-]{8,256}$/;

/** True for a body that is such a token: where strangers' challenges are answered, its signature is anybody's for the asking. */
export const isChallenge = (body: Uint8Array): boolean =>
  token.test(Buffer.from(body.subarray(0, 257)).toString("latin1"));

/**
 * The HMAC that answers a challenge; undefined for a token that could be a signed text, which would make the
 * handshake a signing oracle.
 */
export function answerChallenge(rule: HmacAnswer, secret: Secret, challenge: string): string | undefined {
  const key = keyBytes(secret, rule.key);
  return key && token.test(challenge) ? (rule.prefix ?? "") + hmacOf(rule, key, [challenge]) : undefined;
}
