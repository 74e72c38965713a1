import type { HmacAnswer } from "../core/handshake.ts";
import type { Secret } from "../core/secret.ts";
import { hmacOf } from "./parts/hmac-of.ts";
import { keyBytes } from "./parts/keys/secret-key.ts";

/** The form of vendors' challenges. Signed texts have colons, dots, braces or spaces: they never match. */
const token = /^[A-Za-z0-9_+/=-]{8,256}$/;

/**
 * True for a body that could be a challenge: where strangers' challenges are answered, they get it signed.
 */
export const isChallenge = (body: Uint8Array): boolean =>
  token.test(Buffer.from(body.subarray(0, 257)).toString("latin1"));

/** The HMAC that answers a challenge; undefined for a text that could be a signed one (signing oracle). */
export function answerChallenge(rule: HmacAnswer, secret: Secret, challenge: string): string | undefined {
  const key = keyBytes(secret, rule.key);
  return key && token.test(challenge) ? (rule.prefix ?? "") + hmacOf(rule, key, [challenge]) : undefined;
}
