import { createPrivateKey } from "node:crypto";
import { importJWK, type JWTPayload, SignJWT } from "jose";
import type { TokenRules } from "../core/signature.ts";
import { isTextKey } from "../signatures/parts/keys/token-keys.ts";
import type { SecretForm } from "./signer.ts";

/** Seconds that a sample's token is valid. */
const lifetime = 300;

/** The key and algorithm of a sample's token; undefined where the vendor's own keys would be needed. */
export async function signingKey(rules: TokenRules, secret: string) {
  const [alg] = rules.algorithms;
  const isText = isTextKey(rules, secret);
  if (typeof rules.key === "object" || (rules.key === "utf8-or-jwk" && !isText) || !alg) return undefined;
  if (isText) return { alg, key: new TextEncoder().encode(secret) };
  return {
    alg,
    key: rules.key === "pem" ? createPrivateKey(secret) : await importJWK(JSON.parse(secret), alg),
  };
}

/** A token with these claims; undefined where the vendor's own keys would be needed. */
export async function tokenOf(
  rules: TokenRules,
  claims: JWTPayload,
  secret: string,
  nowMs: number,
): Promise<string | undefined> {
  const found = await signingKey(rules, secret);
  if (!found) return undefined;
  const issued = Math.floor(nowMs / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: found.alg })
    .setIssuedAt(issued)
    .setExpirationTime(issued + lifetime)
    .sign(found.key);
}

/** The form of secrets for schemes with tokens. */
export const tokenForm = ({ algorithms, key }: TokenRules): SecretForm =>
  key === "jwk" || key === "pem" ? { kind: "token-key-pair", of: { algorithms, key } } : { kind: "text" };
