import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { FormJsonHmacSignature } from "../../../src/core/signature.ts";
import { clock, judged, requestOf } from "../../support/judged.ts";

const secret = "a-secret-for-tests";
const signature: FormJsonHmacSignature = {
  scheme: "form-json-hmac",
  field: "form:json",
  from: "body:/hash",
  signed: "{body:/time}{body:/type}",
  hash: "sha256",
  encoding: "hex",
};
const headers = { "content-type": "application/x-www-form-urlencoded" };
const hash = createHmac("sha256", secret).update("12paid").digest("hex");
const json = JSON.stringify({ time: "12", type: "paid", hash, more: "ä" });
const form = (text: string, more = ""): string => `json=${encodeURIComponent(text)}${more}`;
const by = { secrets: [new Secret(secret)], nowMs: clock * 1_000 };

it("replaces the body by the JSON, whatever else is in the form", async () => {
  const verdict = await verifyRequest(signature, requestOf({ headers, body: form(json, "&x=1") }), by);
  expect(verdict.ok && Buffer.from(verdict.content ?? []).toString()).toBe(json);
});

it("accepts the JSON without a form", async () => {
  const plain = { headers: { "content-type": "application/json" }, body: json };
  expect(await judged(signature, { ...plain, secrets: [secret] })).toBe("ok");
});

it.each([
  ["a signed field that was changed", form(json.replace("paid", "open")), "signature-mismatch"],
  ["no signature", form('{"time":"12","type":"paid"}'), "signature-missing"],
  ["a signed field that is not there", form(json.replace('"type"', '"kind"')), "signature-malformed"],
  ["no JSON", form("x"), "signature-missing"],
  ["no such field", "a=1", "signature-missing"],
])("refuses %s", async (_, body, reason) => {
  expect(await judged(signature, { headers, body, secrets: [secret] })).toBe(reason);
});

it("reads at most a megabyte before the body is verified", async () => {
  const room = 1_048_576 - form(json).length - "&x=".length;
  const of = (size: number) =>
    judged(signature, { headers, body: form(json, `&x=${"y".repeat(size)}`), secrets: [secret] });
  expect(await of(room)).toBe("ok");
  expect(await of(room + 1)).toBe("signature-malformed");
});
