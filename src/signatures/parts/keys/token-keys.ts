import { createPublicKey, type KeyObject } from "node:crypto";
import { createLocalJWKSet, decodeProtectedHeader, errors, type JWK } from "jose";
import { child, type Json, parseJson } from "../../../core/json/json.ts";
import { memoizeFor } from "../../../core/memoize.ts";
import {
  type Finding,
  type Match,
  type Refusal,
  type RejectionReason,
  rejected,
} from "../../../core/outcome.ts";
import type { Secret } from "../../../core/secret.ts";
import type { TokenRules } from "../../../core/signature.ts";
import type { Attempt, KeyKind } from "../../scheme.ts";
import { pemOf } from "./pem.ts";
import { publishedKey } from "./published-key.ts";
import { isPublished, keyBytes } from "./secret-key.ts";

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** A key or key set for jose. Each of its overloads accepts one of these types, hence the casts. */
export type TokenKey = Uint8Array | KeyObject | KeySet;

/** Every JWK has a `kty` (RFC 7517 §4.1), unlike an error's JSON. */
const isJwk = (key: unknown): key is JWK => typeof child(key as Json, "kty") === "string";

/** A JWK or JWK set in JSON; undefined for other text. */
function keySet(text: string): KeySet | undefined {
  const value = parseJson(text)?.value;
  const keys = child(value, "keys") ?? [value];
  return Array.isArray(keys) && keys.every(isJwk) ? createLocalJWKSet({ keys }) : undefined;
}

/** The public key in a PEM, plain or in base64; undefined for other text. */
function publicPem(text: string): KeyObject | undefined {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  try {
    return createPublicKey(pemOf(pem));
  } catch {
    return undefined;
  }
}

const pemIn = memoizeFor((secret: Secret) => ({ key: publicPem(secret.reveal().trim()) }));
const setIn = memoizeFor((secret: Secret) => ({ key: keySet(secret.reveal().trim()) }));

/** URL of the published keys, where the scheme or the secret names one. */
function publishedAt(rules: TokenRules, secret: Secret): string | undefined {
  if (typeof rules.key === "object") return rules.key.url;
  const text = secret.reveal().trim();
  return rules.key !== "utf8" && rules.key !== "pem" && text.startsWith("https://") ? text : undefined;
}

/** True where a secret is an HMAC key as text, not a public key or its URL. */
export const isTextKey = ({ key }: TokenRules, secret: string): boolean =>
  key === "utf8" || (key === "utf8-or-jwk" && !isPublished(secret));

function tokenKeyIn(rules: TokenRules, secret: Secret): TokenKey | undefined {
  if (isTextKey(rules, secret.reveal().trim())) return keyBytes(secret);
  return (rules.key === "pem" ? pemIn : setIn)(secret).key;
}

/** Whether a secret can be, or name, a key of these rules. */
export function tokenKeyKind(rules: TokenRules, secret: Secret): KeyKind {
  if (typeof rules.key === "object" || isTextKey(rules, secret.reveal().trim())) return "text";
  return publishedAt(rules, secret) !== undefined || tokenKeyIn(rules, secret) ? "key" : "no-key";
}

/** The algorithms of a key: only bytes may be used for HMAC, never a published key (algorithm confusion). */
export const algorithmsOf = ({ algorithms }: TokenRules, key: TokenKey): string[] =>
  algorithms.filter((name) => name.startsWith("HS") === key instanceof Uint8Array);

/** Claims that are times (RFC 7519 §4.1). One that is out of its window is refused before, by those who know the window. */
const timeClaims: readonly string[] = ["exp", "iat", "nbf"];

function reasonOf(error: unknown): RejectionReason {
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (!timeClaims.includes(error.claim)) return "claim-mismatch";
    return error.reason === "missing" ? "timestamp-missing" : "timestamp-malformed";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature-mismatch";
  return error instanceof errors.JOSEAlgNotAllowed ? "key-untrusted" : "signature-malformed";
}

/** Why no published key can verify a token: then none is fetched for it. */
function refuseToken({ algorithms }: TokenRules, token: string): RejectionReason | undefined {
  if (token.split(".").length !== 3) return "signature-malformed";
  try {
    const { alg } = decodeProtectedHeader(token);
    return algorithms.some((name) => name === alg && !name.startsWith("HS")) ? undefined : "key-untrusted";
  } catch {
    return "signature-malformed";
  }
}

/** Judges a token by one key. @throws JOSEError for an invalid token */
export type JudgeToken = (key: TokenKey, secret: Secret) => Promise<Omit<Match, "secretIndex"> | Refusal>;

/** The finding for the first secret whose key verifies the token. */
export async function tryKeys(
  rules: TokenRules,
  token: string,
  attempt: Attempt,
  judge: JudgeToken,
): Promise<Finding> {
  let refusal = rejected(attempt.secrets.length === 0 ? "signature-mismatch" : "secret-unusable");
  // By URL, which several secrets may share. They count at the end: another secret may still be the key.
  const failures = new Map<string | undefined, unknown>();
  const refusals = new Map<string | undefined, Refusal>();
  async function published(url: string, fresh = false): Promise<KeySet | undefined> {
    try {
      const found = await publishedKey(url, attempt.fetchText, keySet, { isNamed: false, fresh });
      if (found.ok) return found.key;
      refusals.set(url, found);
    } catch (error) {
      failures.set(url, error);
    }
    return undefined;
  }
  for (const { secret, index } of attempt.secrets) {
    const url = publishedAt(rules, secret);
    if (failures.has(url) || refusals.has(url)) continue;
    const hopeless = url === undefined ? undefined : refuseToken(rules, token);
    if (hopeless) {
      refusal = rejected(hopeless);
      continue;
    }
    let key = url === undefined ? tokenKeyIn(rules, secret) : await published(url);
    if (!key) continue;
    if (refusal.reason === "secret-unusable") refusal = rejected("signature-mismatch");
    for (let again = true; key; again = false) {
      try {
        const judged = await judge(key, secret);
        if (judged.ok) return { ...judged, secretIndex: index };
        refusal = judged;
        break;
      } catch (error) {
        const found = error instanceof errors.JOSEError ? reasonOf(error) : "signature-mismatch";
        if (found !== "signature-mismatch") refusal = rejected(found);
        // The key may be newer than the cached set: the set is fetched once more.
        if (!again || !url || !(error instanceof errors.JWKSNoMatchingKey)) break;
        key = await published(url, true);
      }
    }
  }
  const [failure] = failures.values();
  if (failure !== undefined) throw failure;
  const [unfetched] = refusals.values();
  return unfetched ?? refusal;
}
