import { expect, it } from "vitest";
import type { Signature } from "../../src/core/signature.ts";
import { schemeOf } from "../../src/signatures/choose.ts";

const url = "{url}";
const header = "x-s";
const jwt = { scheme: "jwt", header, algorithms: ["HS256"], key: "utf8" } as const;
const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header } as const;

/** Where the URL before its query is signed, a stage or a host that the vendor does not know is an error: the answer must be right. */
it.each<readonly [string, Signature, boolean]>([
  [
    "canonical-request",
    { scheme: "canonical-request", header, signedHeaders: "x-h", toleranceSeconds: 30 },
    true,
  ],
  ["plivo", { scheme: "plivo", header: [header], nonce: "header:x-n" }, true],
  [
    "request-hash-jwt",
    { scheme: "request-hash-jwt", header, issuer: "i", algorithms: ["HS256"], key: "utf8" },
    true,
  ],
  ["twilio", { scheme: "twilio", header }, true],
  ["a jwt without a claim about the URL", { ...jwt, claims: { iss: "me" } }, false],
  ["a jwt with the URL as a claim", { ...jwt, claims: { iss: "me", aud: url } }, true],
  ["a jwt with the query's hash as a claim", { ...jwt, claims: { qsh: "{query hash}" } }, true],
  ["a template of the body", hmac, false],
  ["a template with the URL", { ...hmac, signed: `${url}{body}` }, true],
])("%s", (_, signature, covers) => {
  expect(schemeOf(signature).coversUrl?.(signature) ?? false).toBe(covers);
});
