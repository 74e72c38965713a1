import { createHash, createPrivateKey } from "node:crypto";
import { FlattenedSign, importJWK, SignJWT } from "jose";
import type { WebhookRequest } from "../core/request.ts";
import type { JwtSignature } from "../core/signature.ts";
import { sha256 } from "../signatures/parts/key.ts";
import { queryHash } from "../signatures/parts/query-hash.ts";
import { isTextKey } from "../signatures/schemes/jwt.ts";
import { put } from "./put.ts";

async function keyOf(scheme: JwtSignature, secret: string, alg: string) {
  if (isTextKey(scheme, secret)) return new TextEncoder().encode(secret);
  return scheme.key === "pem" ? createPrivateKey(secret) : importJWK(JSON.parse(secret), alg);
}

function claimsOf(scheme: JwtSignature, request: WebhookRequest): Record<string, string> {
  const { url, body } = request;
  const values: Readonly<Record<string, string>> = {
    "{url}": url,
    "{url as sha256}": sha256([url]),
    "{query hash}": queryHash(request),
  };
  // Where several values would do, the first.
  const claims = Object.entries(scheme.claims ?? {}).flatMap(([name, rule]) =>
    [rule]
      .flat()
      .slice(0, 1)
      .map((text) => [name, values[text] ?? text]),
  );
  if (scheme.bodyHash) {
    const { claim, encoding } = scheme.bodyHash;
    claims.push([claim, createHash("sha256").update(body).digest(encoding)]);
  }
  return Object.fromEntries(claims);
}

/** A token over a sample; undefined where the vendor's own keys would be needed. */
export async function signJwt(
  scheme: JwtSignature,
  request: WebhookRequest,
  secret: string,
  nowMs: number,
): Promise<WebhookRequest | undefined> {
  const [alg] = scheme.algorithms;
  const isTheirs =
    typeof scheme.key === "object" || (scheme.key === "utf8-or-jwk" && !isTextKey(scheme, secret));
  if (isTheirs || alg === undefined) return undefined;
  const key = await keyOf(scheme, secret, alg);
  const place = scheme.from ?? (`header:${scheme.header}` as const);
  if (scheme.detached) {
    const header = { alg, b64: false, crit: ["b64"] };
    const jws = await new FlattenedSign(request.body).setProtectedHeader(header).sign(key);
    return put(request, place, `${jws.protected}..${jws.signature}`);
  }
  const issued = Math.floor(nowMs / 1000);
  const content = scheme.from ? JSON.parse(Buffer.from(request.body).toString()) : claimsOf(scheme, request);
  const token = await new SignJWT(content)
    .setProtectedHeader({ alg })
    .setIssuedAt(issued)
    .setExpirationTime(issued + 300)
    .sign(key);
  return place === "body:"
    ? { ...request, body: new TextEncoder().encode(token) }
    : put(request, place, `${scheme.prefix ?? ""}${token}`);
}
