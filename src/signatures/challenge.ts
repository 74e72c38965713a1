import type { HmacAnswer } from "../core/handshake.ts";
import type { Secret } from "../core/secret.ts";
import { hmacOf } from "./hmac.ts";
import { keyBytes } from "./key.ts";

/** What a vendor's challenge looks like. Signed texts hold colons, dots, braces or spaces: those are never answered. */
const token = /^[A-Za-z0-9_+/=-]{8,256}$/;

/** True for what strangers can have signed, by a handshake that is answered unsigned. */
export const isChallenge = (text: string): boolean => token.test(text);

/**
 * The HMAC that answers a challenge; undefined for a token that could be a signed text, which would make the
 * handshake a signing oracle.
 */
export function answerChallenge(rule: HmacAnswer, secret: Secret, challenge: string): string | undefined {
  const key = keyBytes(secret, rule.key);
  return key && isChallenge(challenge) ? (rule.prefix ?? "") + hmacOf(rule, key, [challenge]) : undefined;
}
