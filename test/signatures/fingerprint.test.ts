import { expect, it } from "vitest";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import { coverage } from "../../src/signatures/fingerprint.ts";

const form = (body: string, query = ""): WebhookRequest => ({
  method: "POST",
  url: `https://hooks.example.com/hooks/a${query && `?${query}`}`,
  query,
  headers: new Map([["content-type", "application/x-www-form-urlencoded"]]),
  body: Buffer.from(body),
});

const plivo: Signature = { scheme: "plivo", header: ["x-signature"], nonce: "header:x-nonce" };
const twilio: Signature = { scheme: "twilio", header: "x-signature" };
const sorted: Signature = { scheme: "sorted-parameters", parameter: "sig", hashes: ["sha256"] };

it.each([plivo, twilio])(
  "a form of $scheme that is cut into other fields stays the delivery that it was",
  (scheme) => {
    const whole = coverage(scheme, form("From=1&MessageUUID=abc"));
    const cut = coverage(scheme, form("From=1&MessageUUIDa=bc"));
    expect(cut.fingerprint).toBe(whole.fingerprint);
    expect(whole.covers("form:MessageUUID")).toBe(false);
    expect(coverage(scheme, form("From=1&MessageUUID=abd")).fingerprint).not.toBe(whole.fingerprint);
  },
);

it("parameters in another order or place, and another signature, make no other delivery", () => {
  const one = coverage(sorted, form("a=1&b=2&sig=x"));
  expect(coverage(sorted, form("b=2&sig=y", "a=1")).fingerprint).toBe(one.fingerprint);
  expect(coverage(sorted, form("a=1&b=3&sig=x")).fingerprint).not.toBe(one.fingerprint);
});
