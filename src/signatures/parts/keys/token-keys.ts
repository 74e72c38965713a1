import { createPublicKey, type KeyObject } from "node:crypto";
import { createLocalJWKSet, errors, type JWK } from "jose";
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
import type { Attempt } from "../../scheme.ts";
import { publishedKey } from "./published-key.ts";
import { keyBytes } from "./secret-key.ts";

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** jose takes each of them; its overloads want to know which, and are told a lie. */
export type TokenKey = Uint8Array | KeyObject | KeySet;

/** A JWK names its family (RFC 7517 §4.1); another object, such as an error's, is none. */
const isJwk = (key: unknown): key is JWK => typeof child(key as Json, "kty") === "string";

/** A JWK or JWK set as JSON; undefined when it is none. */
function keySet(text: string): KeySet | undefined {
  const value = parseJson(text)?.value;
  const keys = child(value, "keys") ?? [value];
  return Array.isArray(keys) && keys.every(isJwk) ? createLocalJWKSet({ keys }) : undefined;
}

/** A PEM, or a PEM in base64. */
function publicPem(text: string): KeyObject | undefined {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

const pemIn = memoizeFor((secret: Secret) => ({ key: publicPem(secret.reveal().trim()) }));
const setIn = memoizeFor((secret: Secret) => ({ key: keySet(secret.reveal().trim()) }));

/** Where the keys are published, for schemes and secrets that say so. */
function publishedAt(rules: TokenRules, secret: Secret): string | undefined {
  if (typeof rules.key === "object") return rules.key.url;
  const text = secret.reveal().trim();
  return rules.key !== "utf8" && rules.key !== "pem" && text.startsWith("https://") ? text : undefined;
}

/** True where a secret is an HMAC key as text, and no public key or its URL. */
export const isTextKey = ({ key }: TokenRules, secret: string): boolean =>
  key === "utf8" || (key === "utf8-or-jwk" && !/^(?:[{[]|-----BEGIN|https:)/.test(secret));

function tokenKeyIn(rules: TokenRules, secret: Secret): TokenKey | undefined {
  if (isTextKey(rules, secret.reveal().trim())) return keyBytes(secret);
  return (rules.key === "pem" ? pemIn : setIn)(secret).key;
}

/** The algorithms of a key: bytes are for HMAC and nothing else, and a published key never is. */
export const algorithmsOf = ({ algorithms }: TokenRules, key: TokenKey): string[] =>
  algorithms.filter((name) => name.startsWith("HS") === key instanceof Uint8Array);

function reasonOf(error: unknown): RejectionReason {
  if (error instanceof errors.JWTExpired) return "timestamp-stale";
  if (error instanceof errors.JWTClaimValidationFailed) {
    const isTime = error.claim === "exp" || error.claim === "iat";
    if (isTime && error.reason === "missing") return "timestamp-missing";
    return error.claim === "nbf" || error.claim === "iat" ? "timestamp-ahead" : "claim-mismatch";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature-mismatch";
  return error instanceof errors.JOSEAlgNotAllowed ? "key-untrusted" : "signature-malformed";
}

/** What a token says under one key. @throws JOSEError for a token that does not hold */
export type JudgeToken = (key: TokenKey, secret: Secret) => Promise<Omit<Match, "secretIndex"> | Refusal>;

/** The finding of the first secret whose key the token holds under. A key that is published is fetched, and once more when it is not there. */
export async function tryKeys(rules: TokenRules, attempt: Attempt, judge: JudgeToken): Promise<Finding> {
  let reason: RejectionReason = attempt.secrets.length === 0 ? "signature-mismatch" : "secret-unusable";
  // Another secret may be the key for all that, and several may have one URL.
  const failures = new Map<string | undefined, unknown>();
  const published = (url: string, fresh = false): Promise<KeySet | undefined> =>
    publishedKey(url, attempt.fetchText, keySet, fresh).catch((error: unknown) => {
      failures.set(url, error);
      return undefined;
    });
  for (const { secret, index } of attempt.secrets) {
    const url = publishedAt(rules, secret);
    if (failures.has(url)) continue;
    let key = url === undefined ? tokenKeyIn(rules, secret) : await published(url);
    if (!key) continue;
    if (reason === "secret-unusable") reason = "signature-mismatch";
    for (let again = true; key; again = false) {
      try {
        const judged = await judge(key, secret);
        if (judged.ok) return { ...judged, secretIndex: index };
        reason = judged.reason;
        break;
      } catch (error) {
        const found = error instanceof errors.JOSEError ? reasonOf(error) : "signature-mismatch";
        if (found !== "signature-mismatch") reason = found;
        // A key that is not in the set may be newer than the set.
        if (!again || !url || !(error instanceof errors.JWKSNoMatchingKey)) break;
        key = await published(url, true);
      }
    }
  }
  const [failure] = failures.values();
  if (failure !== undefined) throw failure;
  return rejected(reason);
}
