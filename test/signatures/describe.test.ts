import { expect, it } from "vitest";
import type { Signature } from "../../src/core/signature.ts";
import { describeSignature } from "../../src/signatures/describe.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-s" } as const;
const keyed = { scheme: "keyed-hash", encoding: "hex", header: "x-s", signed: "{secret}{body}" } as const;
const jwt = { scheme: "jwt", header: "authorization", algorithms: ["HS256", "RS256"], key: "utf8" } as const;
const { scheme: _, ...token } = jwt;

it.each<readonly [Signature, string]>([
  [hmac, "HMAC-SHA256 (hex) over `{body}`, in `x-s`"],
  [
    { ...hmac, variant: "v2", toleranceSeconds: 300 },
    "v2: HMAC-SHA256 (hex) over `{body}`, in `x-s`, within 300 s",
  ],
  [{ ...hmac, toleranceSeconds: "unlimited" }, "HMAC-SHA256 (hex) over `{body}`, in `x-s`"],
  [{ ...hmac, header: ["a", "b", "c", "d"] }, "HMAC-SHA256 (hex) over `{body}`, in `a` or `b` or `c`"],
  [
    { ...hmac, signed: ["{url}\n{body}\n", "{body}"] },
    "HMAC-SHA256 (hex) over `{url}\\n{body}\\n` or `{body}`, in `x-s`",
  ],
  [{ ...keyed, hash: "sha1" }, "plain SHA1 (hex) over `{secret}{body}`, in `x-s`"],
  [{ ...keyed, hash: ["sha1", "sha256"] }, "plain SHA1 OR SHA256 (hex) over `{secret}{body}`, in `x-s`"],
  [
    { ...hmac, scheme: "public-key", algorithm: "ed25519", key: "pem" },
    "ed25519 public key (hex) over `{body}`, in `x-s`",
  ],
  [
    {
      scheme: "form-json-hmac",
      field: "form:json",
      from: "body:/s",
      signed: "{a}",
      hash: "sha256",
      encoding: "hex",
    },
    "HMAC-SHA256 over `{a}` of the JSON in `form:json`, in `body:/s`",
  ],
  [
    {
      scheme: "item-hmac",
      items: "body:/list",
      signature: "/s",
      fields: ["/a"],
      separator: ":",
      hash: "sha256",
      encoding: "hex",
    },
    "HMAC-SHA256 of every item of `body:/list`, in `body:/list/*/s`",
  ],
  [
    { scheme: "canonical-request", header: "s", signedHeaders: "h" },
    "HMAC-SHA256 over method, path, listed headers and body, in `s`",
  ],
  [
    { scheme: "sorted-parameters", parameter: "sig", hashes: ["sha256"] },
    "HMAC over the sorted parameters, in `query:sig` or `form:sig` or `body:/sig`",
  ],
  [
    {
      scheme: "manifest",
      header: "s",
      encoding: "hex",
      pairs: [
        ["id", "query:id"],
        ["ts", "timestamp"],
      ],
    },
    "HMAC-SHA256 over `id:…;ts:…;`, in `s`",
  ],
  [{ scheme: "standard-webhooks", prefix: "webhook" }, "Standard Webhooks, in `webhook-signature`"],
  [{ scheme: "token", from: "query:token" }, "shared token, in `query:token`"],
  [{ scheme: "basic-auth" }, "HTTP Basic authentication, in `authorization`"],
  [
    {
      scheme: "fetched-key",
      signatures: [{ from: "header:s", key: "header:k" }],
      under: ["https://a.example/keys/", "https://b.example/keys/"],
      names: "k",
      holds: "certificate",
      signed: "{header:x-id}",
    },
    "RSA-SHA256 over `{header:x-id}`, key from `https://a.example/keys/`, `https://b.example/keys/`, in `s`",
  ],
  [jwt, "JWT (HS256, RS256), in `authorization`"],
  [
    { ...jwt, bodyHash: { claim: "h", encoding: "hex" } },
    "JWT (HS256, RS256), body hash in a claim, in `authorization`",
  ],
  [{ ...token, scheme: "jwt-body" }, "JWT (HS256, RS256) in the body, in `body:`"],
  [
    { ...jwt, scheme: "request-hash-jwt", issuer: "i" },
    "JWT (HS256, RS256), hashes of URL and body in its claims, in `authorization`",
  ],
  [{ ...jwt, scheme: "detached-jws" }, "detached JWS (HS256, RS256), in `authorization`"],
  [
    { scheme: "certified-jws", from: "body:/p", marks: { leaf: "1", issuer: "2" }, owner: ["body:/a"] },
    "JWS with a certificate chain up to a pinned root, in `body:/p`",
  ],
  [{ scheme: "twilio", header: "s" }, "HMAC-SHA1 over URL and form, in `s`"],
  [{ scheme: "plivo", header: ["s"], nonce: "header:n" }, "HMAC-SHA256 over URL, form and nonce, in `s`"],
  [
    { scheme: "aws-sns", toleranceSeconds: 300 },
    "RSA over named fields, certificate from Amazon, topic pinned, in `body:/Signature`, within 300 s",
  ],
])("%j", (signature, description) => {
  expect(describeSignature(signature)).toBe(description);
});
