import { expect, it } from "vitest";
import { Secret } from "../../src/core/secret.ts";
import type { CertifiedJwsSignature } from "../../src/core/signature.ts";
import { verify } from "../../src/signatures/verify.ts";
import { recorded } from "../support/recorded.ts";

const { judge, fixture, body, provider } = await recorded("apple-app-store", "did-renew");
const [bundle = "", root = ""] = fixture.secrets;
const token = (JSON.parse(body) as { signedPayload: string }).signedPayload;
const [head = "", payload = "", signature = ""] = token.split(".");
const header = JSON.parse(Buffer.from(head, "base64url").toString()) as { alg: string; x5c: string[] };
const [leaf = "", issuer = "", top = ""] = header.x5c;
const untrusted = { ok: false, reason: "key-untrusted" };

const withHeader = (change: object): string => {
  const changed = Buffer.from(JSON.stringify({ ...header, ...change })).toString("base64url");
  return JSON.stringify({ signedPayload: `${changed}.${payload}.${signature}` });
};
const pem = (der: string): string =>
  `certificate:-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;

it("gives the payload in the body's place", async () => {
  const verdict = await judge();
  expect(verdict).toMatchObject({ ok: true, secretIndex: 0 });
  const content = verdict.ok ? Buffer.from(verdict.content ?? []).toString() : "";
  expect(JSON.parse(content)).toMatchObject({ notificationType: "DID_RENEW" });
});

it("needs a root that is pinned, and does not take the one that the token brings", async () => {
  expect(await judge({ secrets: [bundle] })).toEqual(untrusted);
  expect(await judge({ secrets: [bundle, pem(leaf)] })).toEqual(untrusted);
});

it("needs the account that the payload names", async () => {
  expect(await judge({ secrets: ["com.other.app", root] })).toEqual(untrusted);
  // The certificate is no name of an account.
  expect(await judge({ secrets: [root] })).toEqual(untrusted);
});

it.each([
  ["an issuer that is missing", [leaf, top]],
  ["a chain that is too long", [leaf, issuer, top, top]],
  ["the issuer in the leaf's place", [issuer, issuer, top]],
  ["the root as issuer", [leaf, top, top]],
])("refuses %s", async (_, x5c) => {
  expect(await judge({ body: withHeader({ x5c }) })).toMatchObject({ ok: false });
});

it("refuses every algorithm but ES256", async () => {
  for (const alg of ["none", "HS256", "RS256", "ES384"])
    expect(await judge({ body: withHeader({ alg }) })).toEqual({ ok: false, reason: "signature-malformed" });
});

it("refuses certificates before and after their time", async () => {
  const year = 365 * 86_400;
  expect(await judge({ clock: fixture.clock - year })).toEqual(untrusted);
  expect(await judge({ clock: fixture.clock + 20 * year })).toEqual(untrusted);
});

it("needs the vendor's marks on leaf and issuer", async () => {
  const scheme = provider.signature as CertifiedJwsSignature;
  for (const marks of [
    { ...scheme.marks, leaf: "1.2.840.113635.100.6.99.1" },
    { ...scheme.marks, issuer: "1.2.840.113635.100.6.99.1" },
  ]) {
    const secrets = [new Secret(bundle), new Secret(root.replace("certificate:", ""), "certificate")];
    expect(await verify({ ...scheme, marks }, fixture.request, secrets, fixture.clock * 1000)).toEqual(
      untrusted,
    );
  }
});
