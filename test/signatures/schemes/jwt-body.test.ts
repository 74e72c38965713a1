import { SignJWT } from "jose";
import { expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { JwtBodySignature } from "../../../src/core/signature.ts";
import { scheme } from "../../../src/signatures/schemes/jwt-body.ts";
import { clock, judged, judgedBy, requestOf } from "../../support/judged.ts";

const secret = "a-secret-for-tests-that-is-long-enough";
const secrets = [secret];
const whole: JwtBodySignature = { scheme: "jwt-body", algorithms: ["HS256"], key: "utf8" };
const token = (claims: object = {}): Promise<string> =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(secret));
const lasting = (claims: object = {}): Promise<string> => token({ exp: clock + 60, ...claims });

it("is the body, and its claims replace it", async () => {
  const claims = { exp: clock + 60, type: "order.paid" };
  const found = await verifyRequest(whole, requestOf({ body: await token(claims) }), {
    secrets: [new Secret(secret)],
    nowMs: clock * 1_000,
  });
  expect(found.ok && JSON.parse(Buffer.from(found.content ?? []).toString())).toEqual(claims);
});

it("may have white space around it, and must be text", async () => {
  expect(await judged(whole, { body: `\n${await lasting()}\n`, secrets })).toBe("ok");
  expect(await judged(whole, { body: Buffer.from([0xff]), secrets })).toBe("signature-missing");
  expect(await judgedBy(scheme, whole, { secrets })).toBe("signature-missing");
  expect(await judged(whole, { body: "{}", secrets })).toBe("signature-malformed");
});

it("has at most the size that is read before it is verified", async () => {
  const text = await lasting();
  const room = 1_048_576 - text.length;
  expect(await judged(whole, { body: text + " ".repeat(room), secrets })).toBe("ok");
  expect(await judged(whole, { body: text + " ".repeat(room + 1), secrets })).toBe("signature-malformed");
});

it("must have the claims of its kind", async () => {
  const rules = { ...whole, requires: ["event_id"] };
  const of = async (claims: object, change: Partial<JwtBodySignature> = {}) =>
    judged({ ...rules, ...change }, { body: await token(claims), secrets });
  expect(await of({ event_id: "e1", exp: clock + 60 })).toBe("ok");
  expect(await of({ exp: clock + 60 })).toBe("claim-mismatch");
  expect(await of({}, { timeless: true })).toBe("claim-mismatch");
  expect(await of({ event_id: "e1" }, { timeless: true })).toBe("ok");
  expect(await of({ event_id: "e1" })).toBe("timestamp-missing");
  expect(await of({ event_id: "e1" }, { maxAgeSeconds: 60 })).toBe("timestamp-missing");
});
