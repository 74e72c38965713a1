import { createHash, createPrivateKey } from "node:crypto";
import { FlattenedSign, importJWK, SignJWT } from "jose";
import type { WebhookRequest } from "../core/request.ts";
import type { JwtSignature } from "../core/signature.ts";
import { sha256 } from "./key.ts";
import { queryHash } from "./query-hash.ts";
import { put } from "./sign-put.ts";

async function keyOf({ key }: JwtSignature, secret: string) {
  if (key === "utf8" || key === "utf8-or-jwk") return new TextEncoder().encode(secret);
  return key === "pem" ? createPrivateKey(secret) : importJWK(JSON.parse(secret));
}

function claimsOf(scheme: JwtSignature, request: WebhookRequest): Record<string, string> {
  const { url, body } = request;
  const values: Readonly<Record<string, string>> = {
    "{url}": url,
    "{url as sha256}": sha256([url]),
    "{query hash}": queryHash(request),
  };
  const claims = Object.entries(scheme.claims ?? {}).map(([name, rule]): [string, string] => {
    const text = typeof rule === "string" ? rule : (rule[0] ?? "");
    return [name, values[text] ?? text];
  });
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
  if (typeof scheme.key === "object") return undefined;
  const key = await keyOf(scheme, secret);
  const alg = scheme.algorithms[0] ?? "HS256";
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
