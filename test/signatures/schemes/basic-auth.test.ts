import { expect, it } from "vitest";
import { scheme as basicAuthScheme } from "../../../src/signatures/schemes/basic-auth.ts";
import { judged, judgedBy } from "../../support/judged.ts";

const base64 = (text: string | Uint8Array): string => Buffer.from(text as string).toString("base64");
const verdict = (authorization: string, secrets = ["user:pässword"]) =>
  judged({ scheme: "basic-auth" }, { headers: { authorization }, secrets });

it.each([
  [`Basic ${base64("user:pässword")}`],
  [`basic ${base64("user:pässword")}`],
  [`BASIC   ${base64("user:pässword")}`],
])("accepts %s", async (authorization) => {
  expect(await verdict(authorization)).toBe("ok");
});

it("ignores white space around a secret", async () => {
  expect(await verdict(`Basic ${base64("a:b")}`, [" a:b\n"])).toBe("ok");
});

it.each([
  ["another password", `Basic ${base64("user:password")}`, "signature-mismatch"],
  ["a longer one", `Basic ${base64("user:pässword ")}`, "signature-mismatch"],
  ["what is no base64", "Basic %%%", "signature-malformed"],
  ["more behind it", `Basic ${base64("user:pässword")} x`, "signature-malformed"],
  ["half a character", "Basic dXNlc", "signature-malformed"],
  ["what is no text", `Basic ${base64(Buffer.from([0xff, 0xfe]))}`, "signature-malformed"],
  ["nothing", "", "signature-missing"],
  ["another scheme", `Bearer ${base64("user:pässword")}`, "signature-missing"],
  ["something before it", `x Basic ${base64("user:pässword")}`, "signature-missing"],
])("refuses %s", async (_, authorization, reason) => {
  expect(await verdict(authorization)).toBe(reason);
});

it("distinguishes a missing header from one of another kind", async () => {
  const by = (headers: Record<string, string>) =>
    judgedBy(basicAuthScheme, { scheme: "basic-auth" }, { headers });
  expect(await by({})).toBe("signature-missing");
  expect(await by({ authorization: `x Basic ${base64("a-secret-for-tests")}` })).toBe("signature-malformed");
});

it("sends the secret itself: the bridge takes it out of what it keeps", () => {
  expect(basicAuthScheme.sendsSecret).toBe(true);
});
