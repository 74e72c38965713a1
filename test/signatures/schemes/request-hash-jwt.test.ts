import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import { expect, it } from "vitest";
import type { RequestHashJwtSignature } from "../../../src/core/signature.ts";
import { scheme } from "../../../src/signatures/schemes/request-hash-jwt.ts";
import { clock, judged, judgedBy } from "../../support/judged.ts";

const secret = "a-secret-for-tests-that-is-long-enough";
const url = "https://hooks.example/hooks/acme?a=1";
const signature: RequestHashJwtSignature = {
  scheme: "request-hash-jwt",
  header: "x-token",
  issuer: "Acme",
  algorithms: ["HS256"],
  key: "utf8",
  leewaySeconds: 5,
};
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const right = { iss: "Acme", url_hash: sha256(url), payload_hash: sha256("body"), exp: clock + 60 };

async function verdict(claims: object, draft: { readonly body?: string; readonly url?: string } = {}) {
  const text = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .sign(Buffer.from(secret));
  const headers = { "x-token": ` ${text}` };
  const request = { url, body: "body", headers, secrets: [secret], ...draft };
  return judged(signature, request);
}

it("is valid for this URL, this body and this issuer", async () => {
  expect(await verdict(right)).toBe("ok");
  expect(await verdict(right, { url: `${url}&b=2` })).toBe("claim-mismatch");
  expect(await verdict(right, { body: "other" })).toBe("claim-mismatch");
  expect(await verdict({ ...right, iss: "Other" })).toBe("claim-mismatch");
  expect(await verdict({ ...right, url_hash: undefined })).toBe("claim-mismatch");
  expect(await verdict({ ...right, payload_hash: [right.payload_hash] })).toBe("claim-mismatch");
  expect(await verdict({ ...right, payload_hash: 5 })).toBe("claim-mismatch");
});

it("needs no hash of an empty body, and of an empty body only", async () => {
  const { payload_hash: _, ...bodiless } = right;
  expect(await verdict(bodiless, { body: "" })).toBe("ok");
  expect(await verdict(bodiless)).toBe("claim-mismatch");
  expect(await verdict({ ...right, payload_hash: sha256("") }, { body: "" })).toBe("ok");
});

it("expires, and is missing without its header", async () => {
  expect(await verdict({ ...right, exp: clock - 4 })).toBe("ok");
  expect(await verdict({ ...right, exp: clock - 6 })).toBe("timestamp-stale");
  expect(await verdict({ ...right, exp: undefined })).toBe("timestamp-missing");
  expect(await judgedBy(scheme, signature, { body: "x" })).toBe("signature-missing");
});
