import { expect, it } from "vitest";
import type { Signature } from "../../src/core/signature.ts";
import { schemeOf } from "../../src/signatures/choose.ts";

const url = "{url}";
const header = "x-s";
const jwt = { scheme: "jwt", header, algorithms: ["HS256"], key: "utf8" } as const;
const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header } as const;

/**
 * Where the URL before its query is signed, a stage or a host that the vendor does not know is an error: the answer must be right.
 * Where it is signed in the text, as it is spelled, every spelling is tried; where it is in a claim, the scheme does that.
 */
it.each<readonly [string, Signature, boolean, string | undefined]>([
  [
    "canonical-request",
    { scheme: "canonical-request", header, signedHeaders: "x-h", toleranceSeconds: 30 },
    true,
    "text",
  ],
  ["plivo", { scheme: "plivo", header: [header], nonce: "header:x-n" }, true, undefined],
  [
    "request-hash-jwt",
    { scheme: "request-hash-jwt", header, issuer: "i", algorithms: ["HS256"], key: "utf8" },
    true,
    "claim",
  ],
  ["twilio", { scheme: "twilio", header }, true, "text"],
  ["a jwt without a claim about the URL", { ...jwt, claims: { iss: "me" } }, false, undefined],
  ["a jwt with the URL as a claim", { ...jwt, claims: { iss: "me", aud: url } }, true, "claim"],
  ["a jwt with the query's hash as a claim", { ...jwt, claims: { qsh: "{query hash}" } }, true, undefined],
  ["a template of the body", hmac, false, undefined],
  ["a template with the URL", { ...hmac, signed: `${url}{body}` }, true, "text"],
])("%s", (_, signature, covers, signs) => {
  expect(schemeOf(signature).coversUrl?.(signature) ?? false).toBe(covers);
  expect(schemeOf(signature).signsUrl?.(signature)).toBe(signs);
});
