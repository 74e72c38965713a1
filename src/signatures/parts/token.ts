import type { KeyObject } from "node:crypto";
import { type JWTPayload, jwtVerify } from "jose";
import { type Finding, rejected } from "../../core/outcome.ts";
import type { Secret } from "../../core/secret.ts";
import type { TokenRules, TokenTimes } from "../../core/signature.ts";
import type { Attempt } from "../scheme.ts";
import { equalText } from "./equal.ts";
import { algorithmsOf, type TokenKey, tryKeys } from "./keys/token-keys.ts";

/** Most milliseconds that `iat` may be ahead of our clock. */
const mostAheadMs = 300_000;

/** What a JSON Web Token must comply with. */
export interface JwtRules extends TokenRules, TokenTimes {
  readonly requires?: readonly string[];
}

async function claimsIn(rules: JwtRules, token: string, key: TokenKey, nowMs: number): Promise<JWTPayload> {
  // A captured token that never expires could be replayed without limit.
  const ends = rules.timeless ? [] : [rules.maxAgeSeconds === undefined ? "exp" : "iat"];
  const options = {
    algorithms: algorithmsOf(rules, key),
    currentDate: new Date(nowMs),
    // With `maxTokenAge` jose refuses an `iat` in the future; clocks differ by seconds.
    clockTolerance: rules.leewaySeconds ?? (rules.maxAgeSeconds === undefined ? 0 : 5),
    requiredClaims: [...ends, ...(rules.requires ?? [])],
    ...(rules.maxAgeSeconds !== undefined && { maxTokenAge: rules.maxAgeSeconds }),
  };
  return (await jwtVerify(token, key as KeyObject, options)).payload;
}

/**
 * Verifies a JSON Web Token (RFC 7519) with each of the secrets.
 * @param holds true when the claims match the request and the account
 */
export const verifyJwt = (
  rules: JwtRules,
  token: string,
  attempt: Attempt,
  holds: (claims: JWTPayload, secret: Secret) => boolean,
): Promise<Finding> =>
  tryKeys(rules, token, attempt, async (key, secret) => {
    const claims = await claimsIn(rules, token, key, attempt.nowMs);
    if ((claims.iat ?? 0) * 1_000 > attempt.nowMs + mostAheadMs) return rejected("timestamp-ahead");
    if (!holds(claims, secret)) return rejected("claim-mismatch");
    return { ok: true, signedAt: claims.iat?.toString() };
  });

/** True when a claim is one of these texts, or a list that contains one. */
export function claimIs(claim: unknown, texts: readonly string[]): boolean {
  const values = [claim].flat().map(String);
  return texts.some((text) => values.some((value) => equalText(text, value)));
}
