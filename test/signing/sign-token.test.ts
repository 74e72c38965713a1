import { createHash, generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { verifyRequest } from "../../src/contract/verify-request.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import type { JwtSignature, Signature } from "../../src/core/signature.ts";
import { sign } from "../../src/signing/sign.ts";
import { loadProvider } from "../support/contract-kit.ts";

const now = 1781530200_900;
const text = "a shared secret of some length, long enough for HS256";
const request: WebhookRequest = {
  method: "POST",
  url: "https://a.example/hook?b=2&a=1",
  query: "b=2&a=1",
  headers: new Map([["content-type", "application/json"]]),
  body: Buffer.from('{"type":"a","event_id":"e"}'),
};
const base: JwtSignature = { scheme: "jwt", header: "x-token", algorithms: ["HS256"], key: "utf8" };
const part = (token: string | undefined, place: number): unknown =>
  JSON.parse(Buffer.from(token?.split(".")[place] ?? "", "base64url").toString());
const tokenOf = async (scheme: Signature, secret = text) =>
  (await sign(scheme, request, secret, now))?.headers.get("x-token");

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwk = ({ privateKey, publicKey }: typeof rsa, more: object = {}) => ({
  key: JSON.stringify({ ...privateKey.export({ format: "jwk" }), ...more }),
  verifier: JSON.stringify({ ...publicKey.export({ format: "jwk" }), ...more }),
});
const pem = {
  key: rsa.privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  verifier: rsa.publicKey.export({ format: "pem", type: "spki" }).toString(),
};
const shared = { key: text, verifier: text };

it.each([
  ["monday", "the URL", shared],
  ["messagebird", "the hash of the URL and of the body", shared],
  ["jira-connect-jwt", "the hash of the query, behind a prefix", shared],
  ["upstash-qstash", "the hash of the body in base64url", shared],
  ["livekit", "the hash of the body in base64", shared],
  ["fusionauth", "text for a key where it may be a JWK", shared],
  ["frontegg", "the time alone", shared],
  ["plaid", "a JWK", jwk(ec)],
  ["kinde", "a JWK, with the body for its payload", jwk(rsa)],
  ["kinde", "a JWK that says its algorithm", jwk(rsa, { alg: "RS256" })],
  ["wix", "a PEM, with the body for its payload", pem],
  ["saleor", "a JWK, detached from the body", jwk(rsa)],
])("is verified where %s signs: %s", async (id, _, { key, verifier }) => {
  const [scheme] = signaturesOf(await loadProvider(id));
  if (!scheme) throw new Error("no scheme");
  const signed = await sign(scheme, request, key, now);
  if (!signed) throw new Error("not signed");
  expect(await verifyRequest(scheme, signed, { secrets: [new Secret(verifier)], nowMs: now })).toMatchObject({
    ok: true,
  });
  const changed = { ...signed, body: Buffer.from(signed.body).fill("x", 2, 3) };
  const bound = scheme.scheme !== "jwt" || scheme.bodyHash !== undefined;
  expect((await verifyRequest(scheme, changed, { secrets: [new Secret(verifier)], nowMs: now })).ok).toBe(
    !bound,
  );
});

it("says when it was issued and that it ends in five minutes", async () => {
  const token = await tokenOf(base);
  expect(part(token, 0)).toEqual({ alg: "HS256" });
  expect(part(token, 1)).toEqual({ iat: 1781530200, exp: 1781530500 });
});

it("claims what the scheme asks for: the first of several values, text as it stands", async () => {
  const claims = { iss: ["one", "two"], aud: "{url}", sub: "text", none: [] };
  const bodyHash = { claim: "hash", encoding: "hex" } as const;
  expect(part(await tokenOf({ ...base, claims, bodyHash }), 1)).toEqual({
    iss: "one",
    aud: request.url,
    sub: "text",
    hash: createHash("sha256").update(request.body).digest("hex"),
    iat: 1781530200,
    exp: 1781530500,
  });
});

it("signs with the first of the scheme's algorithms, behind its prefix", async () => {
  const token = await tokenOf({ ...base, algorithms: ["HS512", "HS256"], prefix: "Bearer " });
  expect(token).toMatch(/^Bearer ey/);
  expect(part(token?.slice("Bearer ".length), 0)).toEqual({ alg: "HS512" });
  expect(await tokenOf(base)).toMatch(/^ey/);
});

it("replaces the body by the token", async () => {
  const { header: _, ...rules } = base;
  const whole = await sign({ ...rules, scheme: "jwt-body" }, request, text, now);
  expect(part(Buffer.from(whole?.body ?? []).toString(), 1)).toMatchObject({ type: "a" });
});

it("says in a detached signature that the payload is the raw body", async () => {
  const token = await tokenOf({ ...base, scheme: "detached-jws" });
  expect(token).toMatch(/^[^.]+\.\.[^.]+$/);
  expect(part(token, 0)).toEqual({ alg: "HS256", b64: false, crit: ["b64"] });
});

it.each<[string, JwtSignature]>([
  ["the key is the vendor's", { ...base, key: { url: "https://id.acme.example/keys" } }],
  ["no algorithm is taken", { ...base, algorithms: [] }],
])("does not sign where %s", async (_, scheme) => {
  expect(await sign(scheme, request, text, now)).toBeUndefined();
});

it("does not sign with the text of a vendor's public key", async () => {
  const either = { ...base, key: "utf8-or-jwk" } as const;
  for (const secret of [jwk(ec).verifier, pem.verifier, "https://id.acme.example/keys.json"])
    expect(await sign(either, request, secret, now)).toBeUndefined();
});
