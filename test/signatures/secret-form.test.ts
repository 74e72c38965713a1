import { describe, expect, it, vi } from "vitest";
import { Secret } from "../../src/core/secret.ts";
import type { Signature } from "../../src/core/signature.ts";
import { canBeKey, keyKindOf, slipOf } from "../../src/signatures/secret-form.ts";

const hmac: Signature = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" };
const basic: Signature = { scheme: "basic-auth" };
const token: Signature = { scheme: "token", from: "header:x-token" };
const bearer: Signature = { scheme: "token", from: "header:authorization", prefix: "Bearer " };

describe("what was copied with a secret", () => {
  it.each([
    ['{"secret":"a"}', "json"],
    ['["a"]', "json"],
    ["  {}  ", "json"],
    ['"a"', "quotes"],
    ["'a b'", "quotes"],
    ["`a`", "quotes"],
    ["\u201ca\u201d", "quotes"],
    ["\u2018a\u2019", "quotes"],
    ['"a\nb"', "quotes"],
    ['""', "quotes"],
    ['"{a}"', "quotes"],
    ["`ab`", "quotes"],
    ["\u2018ab\u2019", "quotes"],
    ["\u00abab\u00bb", "quotes"],
    ["\u2039ab\u203a", "quotes"],
    ['\\"ab\\"', "quotes"],
    ["a\nb", "invisible"],
    ["a\tb", "invisible"],
    ["a\u00a0b", "invisible"],
    ["a\u200bb", "invisible"],
    ["\u200ba", "invisible"],
    ["a\u2028b", "invisible"],
    ["a\u0007b", "invisible"],
    ["a\u3000b", "invisible"],
    ["STRIPE_SECRET=a", "name"],
    ["HOOK_ID2 = a", "name"],
    ["export hook=a", "name"],
    ["export  hook=a", "name"],
    ["MY_OWN_HOOK=a", "name"],
    ["tokenOfHook=a", "name"],
    ["webhookSecret=a", "name"],
    ["api_key=a", "name"],
    ["Bearer a", "label"],
    ["basic a", "label"],
    ["v1,whsec_a", "label"],
    ["sha256=a", "label"],
    ["SHA1=a", "label"],
    ["Bearer: a", "label"],
    ["Bearer  a", "label"],
    ["http://hooks.example.com/hooks/a", "label"],
    ["https://hooks.example.com/hooks/a", "label"],
    ["-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "label"],
    ["\u201ea\u201c", "quotes"],
    ["\u00aba\u00bb", "quotes"],
    ["\u201aa\u2018", "quotes"],
    ['\\"a\\"', "quotes"],
    ["a\\n", "invisible"],
    ["a\\r\\n", "invisible"],
    ['{"secret":"a"', "json"],
    ["{'secret':'a'}", "json"],
    ["{ 'secret': 'a' }", "json"],
    ["secret: a", "name"],
    ["X-Api-Key: a", "name"],
    ["X-Token-Value: a", "name"],
    ["token:  a", "name"],
    ["Authorization: Bearer a", "name"],
    ["Authorization:a", "name"],
    ["whsec_\u2022\u2022\u2022\u2022", "masked"],
    ["********a1b2", "masked"],
    ["whsec_a1b2...", "masked"],
    ["whsec_a1b2\u2026", "masked"],
  ])("%j: %s", (text, slip) => {
    expect(slipOf(new Secret(text))).toBe(slip);
  });

  it.each([
    "a",
    '"',
    'a"b',
    '"a',
    "'a\"",
    "{a}",
    "user:password",
    "token:password",
    "a**b..c",
    "a\\nb",
    "[a]",
    "[a'b",
    "a['b",
    "{",
    "12",
    "true",
    "a b",
    " a\n",
    "pä😀",
    "YWI=",
    "YWJj_ab==",
    "secret==",
    "a=b",
    "Bearer",
    "bearera",
    "basically right",
    "v1,a",
    "whsec_YWI=",
    "sha256-a",
    "it is my_key=a",
    "it is my token: a",
    "it is my bearer token",
    "it is my v1,whsec_a",
    "it is my sha256=a",
    "it is at https://hooks.example.com",
    '"a" and b',
    "a...b",
    "It is a sentence.",
  ])("%j: nothing", (text) => {
    expect(slipOf(new Secret(text))).toBeUndefined();
  });
});

describe("whether a secret can be a key", () => {
  const of = (signature: Signature, text: string, role?: string) =>
    keyKindOf(signature, new Secret(text, role));

  it("a text can, unless something was copied with it", () => {
    expect(of(hmac, "a")).toBe("text");
    expect(of(hmac, '"a"')).toBe("quotes");
    expect(of(hmac, "Bearer a")).toBe("label");
    expect(canBeKey(hmac, new Secret("a"))).toBe(true);
    expect(canBeKey(hmac, new Secret('"a"'))).toBe(false);
  });

  it("a token that is sent as it is may begin with a header's word, not one behind a prefix of its own", () => {
    expect(of(token, "Bearer a")).toBe("text");
    expect(of(bearer, "Bearer a")).toBe("label");
    expect(of(token, '"Bearer a"')).toBe("quotes");
  });

  it("is found once for each secret and signature, because a refusal asks it again", () => {
    const secret = new Secret("a");
    const kinds = [keyKindOf(hmac, secret), keyKindOf(basic, secret)];
    const reveal = vi.spyOn(secret, "reveal");
    expect([keyKindOf(hmac, secret), keyKindOf(basic, secret)]).toEqual(kinds);
    expect(kinds).toEqual(["text", "no-key"]);
    expect(reveal).not.toHaveBeenCalled();
  });

  it("a secret of another role can't", () => {
    expect(of(hmac, "a", "verifyToken")).toBe("no-key");
    expect(of({ ...hmac, role: "signing" }, "a", "signing")).toBe("text");
  });

  it.each([
    ["hex", "00".repeat(7), "no-key"],
    ["hex", "00".repeat(8), "short"],
    ["hex", "00".repeat(15), "short"],
    ["hex", "00".repeat(16), "key"],
    ["hex", "no hex at all, of some length", "no-key"],
    ["base64", "AAAAAAAAAA==", "no-key"],
    ["base64", "AAAAAAAAAAA=", "short"],
    ["utf8", "a", "text"],
    ["nfkd", "a", "text"],
    ["html", "a", "text"],
    ["sha1", "a", "text"],
    ["utf8-not-jwk", "a", "text"],
    ["utf8-not-jwk", '{"keys":[]}', "no-key"],
    ["utf8-not-jwk", "https://shop.example/.well-known/jwks.json", "no-key"],
    ["utf8-not-jwk", "-----BEGIN PUBLIC KEY-----", "no-key"],
  ] as const)("a key in %s: %s is %s", (key, text, kind) => {
    expect(of({ ...hmac, key }, text)).toBe(kind);
    expect(canBeKey({ ...hmac, key }, new Secret(text))).toBe(kind !== "no-key");
  });

  it("a key with a prefix is what is behind it", () => {
    const prefixed: Signature = { ...hmac, key: { prefix: "p_", decode: "base64" } };
    expect(of(prefixed, `p_${"A".repeat(24)}`)).toBe("key");
    expect(of(prefixed, "p_AA")).toBe("no-key");
    expect(of(prefixed, "A".repeat(24))).toBe("no-key");
    const either: Signature = { ...hmac, key: { textPrefix: "t_" } };
    expect(of(either, "t_a")).toBe("text");
    expect(of(either, "QQ==")).toBe("no-key");
    expect(of({ ...hmac, key: { suffix: "&" } }, "a")).toBe("text");
  });

  it.each([
    [{ scheme: "basic-auth" }, "user:password", "text"],
    [{ scheme: "basic-auth" }, "password", "no-key"],
    [{ scheme: "standard-webhooks", prefix: "webhook" }, `whsec_${"A".repeat(32)}`, "key"],
    [{ scheme: "standard-webhooks", prefix: "webhook" }, "whsec_QQ==", "no-key"],
    [
      { scheme: "standard-webhooks", prefix: "webhook" },
      `whpk_${Buffer.alloc(32, 7).toString("base64")}`,
      "key",
    ],
    [{ scheme: "standard-webhooks", prefix: "webhook" }, "whpk_QQ==", "no-key"],
    [{ scheme: "standard-webhooks", prefix: "webhook", key: "utf8" }, "a", "text"],
    [{ scheme: "jwt", header: "a", algorithms: ["RS256"], key: "jwk" }, "https://a.example/jwks.json", "key"],
    [{ scheme: "jwt", header: "a", algorithms: ["RS256"], key: "jwk" }, '{"kty":"RSA"}', "key"],
    [{ scheme: "jwt", header: "a", algorithms: ["RS256"], key: "jwk" }, '{"secret":"a"}', "no-key"],
    [{ scheme: "jwt", header: "a", algorithms: ["HS256"], key: "utf8-or-jwk" }, "a", "text"],
    [{ scheme: "jwt", header: "a", algorithms: ["HS256"], key: "utf8-or-jwk" }, '{"secret":"a"}', "no-key"],
    [{ scheme: "jwt", header: "a", algorithms: ["RS256"], key: { url: "https://a.example/" } }, "a", "text"],
    [{ scheme: "jwt-body", algorithms: ["RS256"], key: "pem" }, "a", "no-key"],
    [{ scheme: "aws-sns", toleranceSeconds: 1 }, "arn:aws:sns:eu-west-1:123456789012:a.fifo", "key"],
    [{ scheme: "aws-sns", toleranceSeconds: 1 }, "arn:aws:sns:eu-west-1:123456789012:a:b", "no-key"],
    [
      { scheme: "public-key", algorithm: "ed25519", key: "raw-hex", header: "a", encoding: "hex" },
      "0a".repeat(32),
      "key",
    ],
    [
      { scheme: "public-key", algorithm: "rsa-sha256", key: "raw-hex", header: "a", encoding: "hex" },
      "0a".repeat(32),
      "no-key",
    ],
  ] as readonly (readonly [Signature, string, string])[])("%j: %s is %s", (signature, text, kind) => {
    expect(of(signature, text)).toBe(kind);
  });

  it("a certificate of a root is one only in its role", () => {
    const jws: Signature = {
      scheme: "certified-jws",
      from: "body:/a",
      marks: { leaf: "1", issuer: "2" },
      owner: [],
    };
    expect(of(jws, "com.acme.app")).toBe("text");
    expect(of(jws, "no certificate", "certificate")).toBe("no-key");
  });
});
