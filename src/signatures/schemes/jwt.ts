import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { createLocalJWKSet, errors, flattenedVerify, type JWK, type JWTPayload, jwtVerify } from "jose";
import { factsOf } from "../../core/facts.ts";
import { child, decodeUtf8, type Json, parseJson } from "../../core/json/json.ts";
import { rememberedFor } from "../../core/memoize.ts";
import { type RejectionReason, rejected, type Verdict } from "../../core/outcome.ts";
import { readValue } from "../../core/pointers.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { Secret } from "../../core/secret.ts";
import type { JwtSignature } from "../../core/signature.ts";
import { equalDigest, equalText } from "../parts/equal.ts";
import { keyBytes, sha256 } from "../parts/key.ts";
import { publishedKey } from "../parts/published-key.ts";
import { queryHash } from "../parts/query-hash.ts";
import { mostUnverifiedBytes } from "../parts/verify-template.ts";
import type { Attempt, Verifier } from "../scheme.ts";

type KeySet = ReturnType<typeof createLocalJWKSet>;
/** jose takes each of them; its overloads want to know which, and are told a lie. */
type Key = Uint8Array | KeyObject | KeySet;

/** How far the vendor's clock may be before ours. */
const mostAheadMs = 300_000;

/** A JWK names its family (RFC 7517 §4.1); another object, such as an error's, is none. */
const isJwk = (key: unknown): key is JWK => typeof child(key as Json, "kty") === "string";

/** A JWK or JWK set as JSON; undefined when it is none. */
function keySet(text: string): KeySet | undefined {
  const value = parseJson(text)?.value;
  const keys = child(value, "keys") ?? [value];
  return Array.isArray(keys) && keys.every(isJwk) ? createLocalJWKSet({ keys }) : undefined;
}

/** A PEM, or a PEM in base64. */
function pemKey(text: string): KeyObject | undefined {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

const pemIn = rememberedFor((secret: Secret) => ({ key: pemKey(secret.reveal().trim()) }));
const setIn = rememberedFor((secret: Secret) => ({ key: keySet(secret.reveal().trim()) }));

/** Where the keys are published, for schemes and secrets that say so. */
function urlOf(scheme: JwtSignature, secret: Secret): string | undefined {
  if (typeof scheme.key === "object") return scheme.key.url;
  const text = secret.reveal().trim();
  return scheme.key !== "utf8" && scheme.key !== "pem" && text.startsWith("https://") ? text : undefined;
}

/** True where a secret is an HMAC key as text, and no public key or its URL. */
export const isTextKey = ({ key }: JwtSignature, secret: string): boolean =>
  key === "utf8" || (key === "utf8-or-jwk" && !/^(?:[{[]|-----BEGIN|https:)/.test(secret));

function keyIn(scheme: JwtSignature, secret: Secret): Key | undefined {
  if (isTextKey(scheme, secret.reveal().trim())) return keyBytes(secret);
  return (scheme.key === "pem" ? pemIn : setIn)(secret).key;
}

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

/** The algorithms of a key: bytes are for HMAC and nothing else, and a published key never is. */
const algorithmsOf = ({ algorithms }: JwtSignature, key: Key): string[] =>
  algorithms.filter((name) => name.startsWith("HS") === key instanceof Uint8Array);

async function payloadOf(scheme: JwtSignature, token: string, key: Key, nowMs: number): Promise<JWTPayload> {
  // A token that never ends would make every captured delivery good for ever.
  const ends = scheme.timeless ? [] : [scheme.maxAgeSeconds === undefined ? "exp" : "iat"];
  const options = {
    algorithms: algorithmsOf(scheme, key),
    currentDate: new Date(nowMs),
    // The time of issue may not lie ahead, and no two clocks agree to the second.
    clockTolerance: scheme.leewaySeconds ?? (scheme.maxAgeSeconds === undefined ? 0 : 5),
    requiredClaims: [...ends, ...(scheme.requires ?? [])],
    ...(scheme.maxAgeSeconds !== undefined && { maxTokenAge: scheme.maxAgeSeconds }),
  };
  return (await jwtVerify(token, key as KeyObject, options)).payload;
}

/** A detached JWS over the raw body (RFC 7797). @throws JOSEError */
async function verifyDetached(
  scheme: JwtSignature,
  token: string,
  key: Key,
  body: Uint8Array,
): Promise<void> {
  const parts = token.split(".");
  if (parts.length !== 3 || parts[1] !== "") throw new errors.JWSInvalid();
  const jws = { protected: String(parts[0]), payload: body, signature: String(parts[2]) };
  await flattenedVerify(jws, key as KeyObject, { algorithms: algorithmsOf(scheme, key) });
}

/** True when the claims say what they must of the request and of the account. */
function claimsHold(
  scheme: JwtSignature,
  claims: JWTPayload,
  request: WebhookRequest,
  secret: Secret,
): boolean {
  const { url, body } = request;
  const wanted: Readonly<Record<string, string>> = {
    "{url}": url,
    "{url as sha256}": sha256([url]),
    "{query hash}": queryHash(request),
    "{secret}": secret.reveal().trim(),
  };
  const rules = Object.entries(scheme.claims ?? {}).every(([name, rule]) => {
    const values = [claims[name]].flat().map(String);
    const rulesOf = typeof rule === "string" ? [rule] : rule;
    return rulesOf.some((text) => values.some((value) => equalText(wanted[text] ?? text, value)));
  });
  if (!rules || !scheme.bodyHash) return rules;
  const { claim, encoding, optionalWhenEmpty } = scheme.bodyHash;
  const value = claims[claim];
  if (value === undefined && optionalWhenEmpty) return body.length === 0;
  const expected = createHash("sha256").update(body).digest(encoding);
  return (
    typeof value === "string" &&
    equalDigest(expected, encoding === "base64url" ? value.replace(/=+$/, "") : value)
  );
}

/** The verdict under one key. @throws JOSEError for a token that does not hold */
async function judge(
  scheme: JwtSignature,
  token: string,
  key: Key,
  attempt: Attempt,
  index: number,
  secret: Secret,
): Promise<Verdict> {
  if (scheme.detached) {
    await verifyDetached(scheme, token, key, attempt.request.body);
    return { ok: true, secretIndex: index };
  }
  const claims = await payloadOf(scheme, token, key, attempt.nowMs);
  if ((claims.iat ?? 0) * 1_000 > attempt.nowMs + mostAheadMs) return rejected("timestamp-ahead");
  if (!claimsHold(scheme, claims, attempt.request, secret)) return rejected("claim-mismatch");
  const content = scheme.from ? { content: Buffer.from(String(token.split(".")[1]), "base64url") } : {};
  return { ok: true, secretIndex: index, signedAt: claims.iat?.toString(), ...content };
}

async function tryKeys(scheme: JwtSignature, token: string, attempt: Attempt): Promise<Verdict> {
  let reason: RejectionReason = attempt.secrets.length === 0 ? "signature-mismatch" : "secret-unusable";
  // Another secret may be the key for all that, and several may have one URL.
  const failures = new Map<string | undefined, unknown>();
  const published = (url: string, fresh = false): Promise<KeySet | undefined> =>
    publishedKey(url, attempt.fetchText, keySet, fresh).catch((error: unknown) => {
      failures.set(url, error);
      return undefined;
    });
  for (const { secret, index } of attempt.secrets) {
    const url = urlOf(scheme, secret);
    if (failures.has(url)) continue;
    let key = url === undefined ? keyIn(scheme, secret) : await published(url);
    if (!key) continue;
    if (reason === "secret-unusable") reason = "signature-mismatch";
    for (let again = true; key; again = false) {
      try {
        const verdict = await judge(scheme, token, key, attempt, index, secret);
        if (verdict.ok) return verdict;
        reason = verdict.reason;
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

/** A JSON Web Token (RFC 7519): in a header with claims over the request, in the body's place, or detached from it. */
export const verifyJwt: Verifier<JwtSignature> = (scheme, attempt) => {
  const { request } = attempt;
  if (scheme.from && request.body.length > mostUnverifiedBytes) return rejected("signature-malformed");
  const facts = factsOf(request);
  const value =
    scheme.from === "body:"
      ? decodeUtf8(request.body)
      : readValue(facts, scheme.from ?? `header:${scheme.header}`);
  if (!value) return rejected("signature-missing");
  const prefix = scheme.prefix ?? "";
  if (!value.startsWith(prefix)) return rejected("signature-malformed");
  return tryKeys(scheme, value.slice(prefix.length).trim(), attempt);
};
