import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { CertifiedJwsSignature } from "../../../src/core/signature.ts";
import { type CertificateDraft, certificate, pemOf } from "../../support/certificate.ts";
import { judged } from "../../support/judged.ts";
import { recorded } from "../../support/recorded.ts";

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

it("replaces the body by the payload", async () => {
  const verdict = await judge();
  expect(verdict).toMatchObject({ ok: true, secretIndex: 0 });
  const content = verdict.ok ? Buffer.from(verdict.content ?? []).toString() : "";
  expect(JSON.parse(content)).toMatchObject({ notificationType: "DID_RENEW" });
});

it("needs a root that is pinned, and does not take the one that the token brings", async () => {
  await expect(judge({ secrets: [bundle] })).rejects.toMatchObject({ code: "secret-unusable" });
  expect(await judge({ secrets: [bundle, pem(leaf)] })).toEqual(untrusted);
  expect(await judge({ secrets: [] })).toEqual(untrusted);
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
    expect(
      await verifyRequest({ ...scheme, marks }, fixture.request, { secrets, nowMs: fixture.clock * 1000 }),
    ).toEqual(untrusted);
  }
});

const day = 86_400_000;

describe("a chain made by hand", () => {
  const newPair = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
  const [rootPair, issuerPair, leafPair] = [newPair(), newPair(), newPair()] as const;
  const marks = { leaf: "1.2.840.113635.100.6.11.1", issuer: "1.2.840.113635.100.6.2.1" };
  const scheme: CertifiedJwsSignature = {
    scheme: "certified-jws",
    from: "body:/signedPayload",
    marks,
    owner: ["body:/data/bundleId", "body:/data/appId"],
  };
  const rootDer = certificate({
    subject: "root",
    issuer: "root",
    publicKey: rootPair.publicKey,
    signedWith: rootPair.privateKey,
    ca: true,
  });
  const issuerDraft = {
    subject: "issuer",
    issuer: "root",
    publicKey: issuerPair.publicKey,
    signedWith: rootPair.privateKey,
    ca: true,
    marks: [marks.issuer],
  };
  const leafDraft = {
    subject: "leaf",
    issuer: "issuer",
    publicKey: leafPair.publicKey,
    signedWith: issuerPair.privateKey,
    marks: [marks.leaf],
  };
  const encoded = (value: unknown): string =>
    Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

  interface Change {
    readonly leaf?: Partial<CertificateDraft>;
    readonly issuer?: Partial<CertificateDraft>;
    readonly x5c?: unknown;
    readonly header?: object;
    readonly payload?: unknown;
    readonly key?: KeyObject;
    readonly secrets?: readonly string[];
    readonly token?: (token: string) => string;
    readonly head?: (head: string) => string;
    readonly lateMs?: number;
    readonly pad?: number;
    readonly count?: number;
    readonly more?: number;
  }

  function verdict(change: Change = {}): Promise<string> {
    const chain = [
      certificate({ ...leafDraft, ...change.leaf }),
      certificate({ ...issuerDraft, ...change.issuer }),
      rootDer,
    ].map((one) => one.toString("base64"));
    const x5c = change.x5c ?? chain.slice(0, change.count).concat(chain.slice(3 - (change.more ?? 0)));
    const plain = encoded({ alg: "ES256", x5c, ...change.header });
    const head = change.head?.(plain) ?? plain;
    const text = `${head}.${encoded(change.payload ?? { data: { bundleId: "com.acme.app" } })}`;
    const key = change.key ?? leafPair.privateKey;
    const signature = sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
    const token = `${text}.${signature.toString("base64url")}`;
    const signedPayload = change.token?.(token) ?? token;
    const bare = JSON.stringify({ signedPayload, pad: "" });
    const pad = "x".repeat(Math.max(0, (change.pad ?? 0) - bare.length));
    return judged(scheme, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ signedPayload, pad }),
      secrets: change.secrets ?? ["com.acme.app", pemOf(rootDer)],
      lateMs: change.lateMs ?? 0,
    });
  }

  it("is accepted", async () => {
    expect(await verdict()).toBe("ok");
  });

  it("belongs to one of the source's accounts", async () => {
    expect(await verdict({ secrets: [" com.acme.app\n", pemOf(rootDer)] })).toBe("ok");
    expect(await verdict({ payload: { data: { appId: 42 } }, secrets: ["42", pemOf(rootDer)] })).toBe("ok");
    expect(await verdict({ payload: { data: { appId: 42 } } })).toBe("key-untrusted");
    expect(await verdict({ payload: { data: { bundleId: ["com.acme.app"], appId: "x" } } })).toBe(
      "key-untrusted",
    );
    expect(await verdict({ payload: {} })).toBe("key-untrusted");
    expect(await verdict({ payload: {}, secrets: ["undefined", pemOf(rootDer)] })).toBe("key-untrusted");
  });

  it.each([
    ["is signed by another key", { key: issuerPair.privateKey }, "signature-mismatch"],
    ["has no payload", { payload: "x" }, "signature-mismatch"],
    ["names another algorithm", { header: { alg: "ES384" } }, "signature-malformed"],
    ["has no certificates", { header: { x5c: undefined } }, "signature-malformed"],
    ["has too few", { x5c: ["a", "b"] }, "signature-malformed"],
    ["has what are none", { x5c: ["a", "b", "c"] }, "signature-malformed"],
    ["leaves out the root", { count: 2 }, "signature-malformed"],
    ["has one over", { more: 1 }, "signature-malformed"],
    ["has something before its head", { head: (head: string) => `!${head}` }, "signature-malformed"],
    ["has something behind its head", { head: (head: string) => `${head}=` }, "signature-malformed"],
    [
      "has something before its signature",
      { token: (token: string) => token.replace(/[^.]+$/, "!$&") },
      "signature-malformed",
    ],
    ["has no list of them", { x5c: { length: 3 } }, "signature-malformed"],
    ["has no signature", { token: (token: string) => token.replace(/\.[^.]+$/, ".") }, "signature-malformed"],
    ["has no third part", { token: (token: string) => token.replace(/\.[^.]+$/, "") }, "signature-malformed"],
    ["has a fourth part", { token: (token: string) => `${token}.x` }, "signature-malformed"],
    ["has another alphabet", { token: (token: string) => `${token}+` }, "signature-malformed"],
    [
      "has a head that is none",
      { token: (token: string) => token.replace(/^[^.]+/, "%") },
      "signature-malformed",
    ],
    ["has no head", { token: (token: string) => token.replace(/^[^.]+/, "") }, "signature-malformed"],
    [
      "has a head of no text",
      { token: (token: string) => token.replace(/^[^.]+/, "__8") },
      "signature-malformed",
    ],
    ["is none", { token: () => "" }, "signature-missing"],
  ] as const)("is refused when it %s", async (_, change, reason) => {
    expect(await verdict(change as Change)).toBe(reason);
  });

  it.each([
    ["a leaf of another issuer", { leaf: { issuer: "other" } }],
    ["a leaf signed by another", { leaf: { signedWith: leafPair.privateKey } }],
    ["an issuer that is none", { issuer: { ca: false } }],
    ["an issuer of another root", { issuer: { issuer: "other" } }],
    ["an issuer signed by another", { issuer: { signedWith: leafPair.privateKey } }],
    ["a leaf without its mark", { leaf: { marks: [] } }],
    ["an issuer without its mark", { issuer: { marks: [] } }],
    ["a leaf that is not valid yet", { leaf: { from: "2026-05-28T20:26:41Z" } }],
    ["a leaf that is no more", { leaf: { to: "2026-05-28T20:26:39Z" } }],
    ["an issuer that is not valid yet", { issuer: { from: "2026-05-28T20:26:41Z" } }],
    ["an issuer that is no more", { issuer: { to: "2026-05-28T20:26:39Z" } }],
    ["another root", { secrets: ["com.acme.app", pemOf(certificate(issuerDraft))] }],
  ] as const)("is not trusted with %s", async (_, change) => {
    expect(await verdict(change as Change)).toBe("key-untrusted");
  });

  it.each([
    ["no root", ["com.acme.app"]],
    ["a root that is none", ["com.acme.app", "-----BEGIN CERTIFICATE-----"]],
  ])("is a fault of ours with %s", async (_, secrets) => {
    await expect(verdict({ secrets } as Change)).rejects.toMatchObject({ code: "secret-unusable" });
  });

  it("holds from the first to the last second of its certificates", async () => {
    expect(await verdict({ leaf: { from: "2026-05-28T20:26:40Z" } })).toBe("ok");
    expect(await verdict({ leaf: { to: "2026-05-28T20:26:40Z" } })).toBe("ok");
    expect(await verdict({ lateMs: 300 * day })).toBe("key-untrusted");
  });

  it("has an EC key", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const leaf = { publicKey: rsa.publicKey };
    expect(await verdict({ leaf, key: rsa.privateKey })).toBe("signature-mismatch");
  });

  it("is in a body of a megabyte at most", async () => {
    expect(await verdict({ pad: 1_048_576 })).toBe("ok");
    expect(await verdict({ pad: 1_048_577 })).toBe("signature-malformed");
  });
});
