import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { expect, it } from "vitest";
import { recorded } from "../support/recorded.ts";

const fusionauth = await recorded("fusionauth", "user-created-rsa");
const saleor = await recorded("saleor", "order-created");
const kinde = await recorded("kinde", "user-created");
const monday = await recorded("monday", "column-updated");
const messagebird = await recorded("messagebird", "message-updated");
const report = await recorded("messagebird", "status-report");

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
/** An HS256 token, made by hand. */
const hs256 = (claims: object, key: string): string => {
  const text = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
};
const bodyHash = createHash("sha256").update(fusionauth.body).digest("base64");
const claims = { request_body_sha256: bodyHash };
const header = "x-fusionauth-signature-jwt";

it("never uses a published key for HMAC (algorithm confusion)", async () => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  for (const secret of [pem, ...fusionauth.fixture.secrets, JSON.stringify([1])]) {
    const headers = { [header]: hs256(claims, secret.trim()) };
    const verdict = await fusionauth.judge({ headers, secrets: [secret] }).catch((error) => error);
    expect(verdict).not.toMatchObject({ ok: true });
  }
});

it("accepts text as an HMAC key only", async () => {
  const headers = { [header]: hs256(claims, "a shared secret of some length") };
  expect(await fusionauth.judge({ headers, secrets: ["a shared secret of some length"] })).toMatchObject({
    ok: true,
  });
  expect(await fusionauth.judge({ secrets: ["a shared secret of some length"] })).toMatchObject({
    ok: false,
  });
});

it("kinde: a user's own token, signed with the same keys, is not an event", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const secrets = [JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), alg: "RS256" }] })];
  const of = (content: object): string => {
    const text = `${encoded({ alg: "RS256", typ: "JWT" })}.${encoded(content)}`;
    return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
  };
  const user = { iss: "https://acme.kinde.com", sub: "kp_1", aud: ["app"], exp: kinde.fixture.clock + 60 };
  expect(await kinde.judge({ body: of(user), secrets })).toEqual({ ok: false, reason: "claim-mismatch" });
  expect(await kinde.judge({ body: of({ ...user, event_id: "e" }), secrets })).toMatchObject({ ok: true });
});

it("reads a key set at the secret's URL", async () => {
  const url = "https://id.acme.example/.well-known/jwks.json";
  for (const { judge, fixture } of [fusionauth, saleor, kinde]) {
    const fetched = { [url]: fixture.secrets[0] ?? "" };
    expect(await judge({ secrets: [url], fetched })).toMatchObject({ ok: true });
    expect(await judge({ secrets: [url], fetched: { [url]: '{"keys":[]}' } })).toMatchObject({ ok: false });
  }
});

it("refuses a token without an algorithm, and one with changed claims", async () => {
  const none = `${encoded({ alg: "none" })}.${encoded(claims)}.`;
  expect(await fusionauth.judge({ headers: { [header]: none } })).toMatchObject({ ok: false });
  const [secret = ""] = monday.fixture.secrets;
  const now = monday.fixture.clock;
  const aud = "https://hooks.example.com/hooks/monday";
  const tell = (one: object) => monday.judge({ headers: { authorization: hs256(one, secret) } });
  expect(await tell({ aud, exp: now + 60 })).toMatchObject({ ok: true });
  expect(await tell({ aud: [aud, "x"], exp: now + 60 })).toMatchObject({ ok: true });
  expect(await tell({ aud: `${aud}/other`, exp: now + 60 })).toEqual({ ok: false, reason: "claim-mismatch" });
  expect(await tell({ exp: now + 60 })).toMatchObject({ ok: false });
  expect(await tell({ aud })).toEqual({ ok: false, reason: "timestamp-missing" });
  expect(await tell({ aud, exp: now + 9_999, iat: now + 301 })).toEqual({
    ok: false,
    reason: "timestamp-ahead",
    gap: { offBySeconds: 301, windowSeconds: 300 },
  });
  expect(await tell({ aud, exp: now + 9_999, iat: now + 299 })).toMatchObject({ ok: true });
});

it("lets a body's hash be missing only where there is no body", async () => {
  expect(await report.judge()).toMatchObject({ ok: true });
  expect(await report.judge({ body: "x" })).toEqual({ ok: false, reason: "claim-mismatch" });
  expect(await messagebird.judge({ body: "" })).toEqual({ ok: false, reason: "claim-mismatch" });
});

it("refuses a detached signature that brings a payload of its own", async () => {
  const value = saleor.fixture.request.headers.get("saleor-signature") ?? "";
  const [head, , signature] = value.split(".");
  const attached = `${head}.${encoded({ other: 1 })}.${signature}`;
  expect(await saleor.judge({ headers: { "saleor-signature": attached } })).toMatchObject({ ok: false });
  const attachedBody = `${head}.${Buffer.from(saleor.body).toString("base64url")}.${signature}`;
  expect(await saleor.judge({ headers: { "saleor-signature": attachedBody } })).toMatchObject({ ok: false });
});

it("takes a PEM in base64, as some consoles show it", async () => {
  const wix = await recorded("wix", "contact-created");
  const [pem = ""] = wix.fixture.secrets;
  expect(await wix.judge({ secrets: [Buffer.from(pem).toString("base64")] })).toMatchObject({ ok: true });
  await expect(wix.judge({ secrets: ["bm90IGEga2V5"] })).rejects.toMatchObject({ code: "secret-unusable" });
});
