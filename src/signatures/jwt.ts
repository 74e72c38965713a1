import { createHash } from "node:crypto";
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { parseJson } from "../core/json.ts";
import { type RejectionReason, rejected, type Verdict } from "../core/outcome.ts";
import type { Secret } from "../core/secret.ts";
import type { JwtSignature } from "../core/signature.ts";
import type { Attempt, Verifier } from "./attempt.ts";
import { equalDigest } from "./equal.ts";
import { keyBytes } from "./key.ts";

type Key = Uint8Array | ReturnType<typeof createLocalJWKSet>;

const cache = new WeakMap<Secret, Key>();

/** A JWK or JWK set (the secret is JSON) or the secret's text as HMAC key. */
function keyOf(scheme: JwtSignature, secret: Secret): Key | undefined {
  if (scheme.key === "utf8") return keyBytes(secret);
  const cached = cache.get(secret);
  if (cached) return cached;
  const value = parseJson(secret.reveal())?.value;
  if (typeof value !== "object" || value === null) return undefined;
  try {
    const keys = "keys" in value ? value : { keys: [value] };
    const key = createLocalJWKSet(keys as unknown as Parameters<typeof createLocalJWKSet>[0]);
    cache.set(secret, key);
    return key;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): RejectionReason {
  if (error instanceof errors.JWTExpired) return "timestamp-stale";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === "missing") return "timestamp-missing";
    return error.claim === "nbf" || error.claim === "iat" ? "timestamp-ahead" : "claim-mismatch";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature-mismatch";
  return error instanceof errors.JOSEAlgNotAllowed ? "key-untrusted" : "signature-malformed";
}

async function payloadOf(scheme: JwtSignature, token: string, key: Key, nowMs: number): Promise<JWTPayload> {
  const options = {
    algorithms: [...scheme.algorithms],
    currentDate: new Date(nowMs),
    clockTolerance: scheme.leewaySeconds ?? 0,
    // A token that never ends would make every captured delivery good for ever.
    requiredClaims: [scheme.maxAgeSeconds === undefined ? "exp" : "iat"],
    ...(scheme.maxAgeSeconds !== undefined && { maxTokenAge: scheme.maxAgeSeconds }),
  };
  const result =
    typeof key === "function" ? await jwtVerify(token, key, options) : await jwtVerify(token, key, options);
  return result.payload;
}

async function tryKeys(scheme: JwtSignature, token: string, attempt: Attempt): Promise<Verdict> {
  let reason: RejectionReason = attempt.secrets.length === 0 ? "signature-mismatch" : "secret-unusable";
  for (const { secret, index } of attempt.secrets) {
    const key = keyOf(scheme, secret);
    if (!key) continue;
    if (reason === "secret-unusable") reason = "signature-mismatch";
    try {
      const payload = await payloadOf(scheme, token, key, attempt.nowMs);
      const claim = payload[scheme.bodyHash.claim];
      const expected = createHash("sha256").update(attempt.request.body).digest(scheme.bodyHash.encoding);
      return typeof claim === "string" && equalDigest(expected, claim)
        ? { ok: true, secretIndex: index, signedAt: payload.iat?.toString() }
        : rejected("claim-mismatch");
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) continue;
      const found = reasonOf(error);
      if (found !== "signature-mismatch") reason = found;
    }
  }
  return rejected(reason);
}

/** A JSON Web Token (RFC 7519) with a claim that holds the SHA-256 of the body. */
export const verifyJwt: Verifier<JwtSignature> = (scheme, attempt) => {
  const value = attempt.request.headers.get(scheme.header);
  if (!value) return rejected("signature-missing");
  const prefix = scheme.prefix ?? "";
  if (!value.startsWith(prefix)) return rejected("signature-malformed");
  return tryKeys(scheme, value.slice(prefix.length).trim(), attempt);
};
