import type { KeyObject } from "node:crypto";
import { type JWTPayload, jwtVerify } from "jose";
import { type Finding, type Match, rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { TokenRules, TokenTimes } from "../../core/signature.ts";
import type { Attempt } from "../scheme.ts";
import { equalText } from "./equal.ts";
import { algorithmsOf, type TokenKey, tryKeys } from "./keys/token-keys.ts";

/** Most milliseconds that `iat` may be ahead of our clock. */
const mostAheadMs = 300_000;

/** How far clocks of vendors differ from ours, unless a vendor's own library allows another difference. */
const clockSkewSeconds = 5;

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
    // A token is often valid from the second in which it was signed (`nbf`, `iat`), and clocks differ by seconds.
    clockTolerance: rules.leewaySeconds ?? clockSkewSeconds,
    requiredClaims: [...ends, ...(rules.requires ?? [])],
    ...(rules.maxAgeSeconds !== undefined && { maxTokenAge: rules.maxAgeSeconds }),
  };
  return (await jwtVerify(token, key as KeyObject, options)).payload;
}

/** What claims that match the request and the account say of it. */
export type ClaimedUrl = Pick<Match, "url">;

/**
 * Verifies a JSON Web Token (RFC 7519) with each of the secrets.
 * @param holds undefined when the claims do not match the request and the account
 */
export const verifyJwt = (
  rules: JwtRules,
  token: string,
  attempt: Attempt,
  holds: (claims: JWTPayload, secret: Secret) => ClaimedUrl | undefined,
): Promise<Finding> =>
  tryKeys(rules, token, attempt, async (key, secret) => {
    const claims = await claimsIn(rules, token, key, attempt.nowMs);
    if ((claims.iat ?? 0) * 1_000 > attempt.nowMs + mostAheadMs) return rejected("timestamp-ahead");
    const claimed = holds(claims, secret);
    return claimed ? { ok: true, signedAt: claims.iat?.toString(), ...claimed } : rejected("claim-mismatch");
  });

/** True when a claim is one of these texts, or a list that contains one. */
export function claimIs(claim: unknown, texts: readonly string[]): boolean {
  const values = [claim].flat().map(String);
  return texts.some((text) => values.some((value) => equalText(text, value)));
}

/** What a claim of this spelling of the request's URL says; undefined for a claim of none. */
export function claimedUrl({ url }: WebhookRequest, claimed: string | undefined): ClaimedUrl | undefined {
  if (claimed === undefined) return undefined;
  return claimed === url ? {} : { url: claimed };
}
