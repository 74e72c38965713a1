import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { signatureFault } from "../../../src/config/own-providers/signature-fault.ts";
import { type Provider, signaturesOf } from "../../../src/core/provider.ts";
import type { Signature } from "../../../src/core/signature.ts";
import { loadProvider, providerIds } from "../../support/contract-kit.ts";
import { acme } from "../../support/fakes.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-sig" };
const publicKey = {
  scheme: "public-key",
  algorithm: "ed25519",
  key: "raw-hex",
  encoding: "hex",
  header: "x-sig",
};
const jwt = { scheme: "jwt", header: "x-token", algorithms: ["HS256"], key: "utf8" };

const faults: readonly (readonly [what: string, signature: object, message: RegExp, remedy: RegExp])[] = [
  ["a misspelt scheme", { ...hmac, scheme: "hmca" }, /the scheme "hmca", which does not exist/, /Write hmac/],
  ["no scheme", { hash: "sha256" }, /the scheme "undefined"/, /^Write one of hmac, .*aws-sns/],
  ["an inherited name", { ...hmac, scheme: "constructor" }, /the scheme "constructor"/, /Write one of/],
  ["a misspelt hash", { ...hmac, hash: "sha257" }, /`hash: "sha257"`/, /sha1, sha256, sha512/],
  ["a hash that no provider uses", { ...hmac, hash: "md5" }, /`hash: "md5"`/, /sha1, sha256, sha512/],
  ["one wrong hash of two", { ...hmac, hash: ["sha1", "sha2"], scheme: "keyed-hash" }, /"sha2"/, /sha256/],
  ["no hash", { ...hmac, hash: undefined }, /lacks `hash`/, /hmac needs hash, encoding/],
  ["a misspelt encoding", { ...hmac, encoding: "b64" }, /`encoding: "b64"`/, /hex, base64, base64url/],
  [
    "a misspelt header option",
    { ...hmac, heder: "x" },
    /option "heder", which hmac does not have/,
    /Write header/,
  ],
  ["another scheme's option", { ...jwt, hash: "sha256" }, /option "hash", which jwt does not have/, /Write/],
  ["no place", { scheme: "hmac", hash: "sha256", encoding: "hex" }, /nowhere/, /header: "x-signature"/],
  ["two places", { ...hmac, from: "query:sig" }, /both `header` and `from`/, /one of them/],
  ["a header with capitals", { ...hmac, header: "X-Sig" }, /"X-Sig"/, /lower case.*"x-sig"/],
  ["one such header of two", { ...hmac, header: ["x-sig", "X-Sig-2"] }, /"X-Sig-2"/, /"x-sig-2"/],
  ["a pointer with capitals", { ...hmac, timestamp: "header:X-Time" }, /"header:X-Time"/, /"header:x-time"/],
  ["one in a signed text", { ...hmac, signed: "{header:X-Id}{body}" }, /"header:X-Id"/, /"header:x-id"/],
  ["one in a condition", { ...hmac, only: { when: "header:X-V" } }, /"header:X-V"/, /"header:x-v"/],
  [
    "a misspelt placeholder",
    { ...hmac, signed: "{timestmp}.{body}" },
    /signs "\{timestmp\}"/,
    /Write timestamp/,
  ],
  ["a placeholder with spaces", { ...hmac, signed: "{ body }" }, /signs "\{ body \}"/, /Write body/],
  ["an empty placeholder", { ...hmac, signed: "{}{body}" }, /signs "\{\}"/, /Write/],
  ["an unknown rendering", { ...hmac, signed: "{body as xml}" }, /signs "\{body as xml\}"/, /Write/],
  ["a bare field", { ...hmac, signed: "{id}.{body}" }, /signs "\{id\}"/, /\{header:x-id\}/],
  ["one of two texts", { ...hmac, signed: ["{body}", "{bdy}"] }, /signs "\{bdy\}"/, /Write body/],
  [
    "a time without a place",
    { ...hmac, signed: "{timestamp}{body}" },
    /does not say where/,
    /timestamp: "header:/,
  ],
  [
    "a misspelt unit",
    { ...hmac, timestampUnit: "seconds" },
    /`timestampUnit: "seconds"`/,
    /s, ms, unix, iso/,
  ],
  ["a misspelt part", { ...hmac, parts: "time-first" }, /`parts: "time-first"`/, /timestamp-first/],
  ["a misspelt field", { ...hmac, fields: { sig: "v1" } }, /"sig" in `fields`/, /signature/],
  ["a misspelt condition", { ...hmac, only: { if: "header:x" } }, /"if" in `only`/, /when, equals/],
  ["a key for other schemes", { ...hmac, key: "pem" }, /`key: "pem"`/, /utf8, .*whsec/],
  ["a public key's form", { ...publicKey, key: "hex" }, /`key: "hex"`/, /raw-hex, raw-base64/],
  ["a token's key", { ...jwt, key: "jwks" }, /`key: "jwks"`/, /utf8-or-jwk/],
  ["a misspelt algorithm", { ...publicKey, algorithm: "ed448" }, /`algorithm: "ed448"`/, /ed25519/],
  ["an algorithm of no token", { ...jwt, algorithms: ["none"] }, /`algorithms: "none"`/, /HS256/],
];

const bridgeWith = (provider: object) =>
  defineBridge({ buses: { main: {} }, sources: { shop: { provider: provider as Provider, bus: "main" } } });

describe("a provider's signature is refused when it is loaded", () => {
  it.each(faults)("for %s", (_, signature, message, remedy) => {
    const fault = expect.objectContaining({
      code: "config-invalid",
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
    expect(() => bridgeWith({ ...acme, signature })).toThrow(fault);
    // Also where it is the second of two.
    expect(() => bridgeWith({ ...acme, signature: [hmac, signature] })).toThrow(fault);
  });

  it("with its source and provider named", () => {
    expect(() => bridgeWith({ ...acme, signature: { ...hmac, hash: "sha257" } })).toThrow(
      'bridge.config.ts: source "shop" has a provider (acme) whose signature has `hash: "sha257"`.',
    );
  });

  it.each([[undefined], [null], [[]]])("when it is missing: %j", (signature) => {
    expect(() => bridgeWith({ ...acme, signature })).toThrow(/without a `signature`/);
  });
});

describe("what providers have is right", () => {
  it.each(providerIds)("%s", async (id) => {
    for (const signature of signaturesOf(await loadProvider(id)))
      expect(signatureFault(signature)).toBeUndefined();
  });

  it("and what is set to undefined counts as left out", () => {
    expect(
      signatureFault({ ...hmac, prefix: undefined, key: undefined } as object as Signature),
    ).toBeUndefined();
  });

  it("every rendering of a body may be signed", () => {
    const text = readFileSync(new URL("../../../src/signatures/parts/template.ts", import.meta.url), "utf8");
    const names = Array.from(text.matchAll(/"(body as [a-z0-9]+)"/g), ([, name]) => name);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names)
      expect(signatureFault({ ...hmac, signed: `{${name}}` } as Signature)).toBeUndefined();
  });

  it.each([
    "{body}",
    "{body:/id}{body:/at?}",
    "{query:a}{form:b}{header:c?}",
    "{field:env}{body}",
    "{form as php without p_signature}",
    "{method}{url}{query in order}{url without query}{secret}",
    '{"Body":{body as json}}',
    "POST{body}",
  ])("%s", (signed) => {
    expect(signatureFault({ ...hmac, signed } as Signature)).toBeUndefined();
  });
});
