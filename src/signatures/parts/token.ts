import type { KeyObject } from "node:crypto";
import { errors, type JWTPayload, jwtVerify } from "jose";
import { type Finding, type Match, mistimed, type Refusal, rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { TokenRules, TokenTimes } from "../../core/signature.ts";
import type { Attempt } from "../scheme.ts";
import { equalText } from "./equal.ts";
import { algorithmsOf, type TokenKey, tryKeys } from "./keys/token-keys.ts";

/** Most seconds that `iat` may be ahead of our clock. */
const mostAheadSeconds = 300;

/** What a JSON Web Token must comply with. */
export interface JwtRules extends TokenRules, TokenTimes {
  readonly requires?: readonly string[];
}

/** Seconds by which clocks differ, unless a vendor's own library allows another difference. */
const clockSkewSeconds = 5;

/** Seconds that times may be off: a token is often valid from the second in which it was signed (`nbf`, `iat`). */
const leewayOf = ({ leewaySeconds = clockSkewSeconds }: JwtRules): number => leewaySeconds;

async function claimsIn(rules: JwtRules, token: string, key: TokenKey, nowMs: number): Promise<JWTPayload> {
  // A captured token that never expires could be replayed without limit.
  const ends = rules.timeless ? [] : [rules.maxAgeSeconds === undefined ? "exp" : "iat"];
  const options = {
    algorithms: algorithmsOf(rules, key),
    currentDate: new Date(nowMs),
    clockTolerance: leewayOf(rules),
    requiredClaims: [...ends, ...(rules.requires ?? [])],
    ...(rules.maxAgeSeconds !== undefined && { maxTokenAge: rules.maxAgeSeconds }),
  };
  return (await jwtVerify(token, key as KeyObject, options)).payload;
}

/** What claims that match the request and the account say of it. */
export type ClaimedUrl = Pick<Match, "url">;

/**
 * The refusal for a claim whose time is out of its window: jose looks at claims only after the signature.
 * @throws other errors, as they came
 */
function mistimedClaim(error: unknown, rules: JwtRules, nowMs: number): Refusal {
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    const time = error.payload[error.claim];
    const isStale = error instanceof errors.JWTExpired;
    if (typeof time === "number") {
      const ageMs = nowMs - time * 1_000;
      const leeway = leewayOf(rules);
      if (!isStale) return mistimed("timestamp-ahead", -ageMs, leeway);
      return mistimed("timestamp-stale", ageMs, error.claim === "iat" ? (rules.maxAgeSeconds ?? 0) : leeway);
    }
  }
  throw error;
}

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
    let claims: JWTPayload;
    try {
      claims = await claimsIn(rules, token, key, attempt.nowMs);
    } catch (error) {
      return mistimedClaim(error, rules, attempt.nowMs);
    }
    const aheadMs = (claims.iat ?? 0) * 1_000 - attempt.nowMs;
    if (aheadMs > mostAheadSeconds * 1_000) return mistimed("timestamp-ahead", aheadMs, mostAheadSeconds);
    const claimed = holds(claims, secret);
    return claimed ? { ok: true, signedAt: claims.iat?.toString(), ...claimed } : rejected("claim-mismatch");
  });

/** True when a claim is one of these texts, or a list that contains one. */
export function claimIs(claim: unknown, texts: readonly string[]): boolean {
  const values = [claim].flat().map(String);
  return texts.some((text) => values.some((value) => equalText(text, value)));
}

/** What a claim of the URL says in the spelling that it has; undefined where it has none of the request's. */
export function claimedUrl({ url }: WebhookRequest, claimed: string | undefined): ClaimedUrl | undefined {
  if (claimed === undefined) return undefined;
  return claimed === url ? {} : { url: claimed };
}
