import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { TwilioSignature } from "../../../src/core/signature.ts";
import { signedForm, scheme as twilioScheme } from "../../../src/signatures/schemes/twilio.ts";
import { judged, judgedBy, requestOf } from "../../support/judged.ts";

const scheme: TwilioSignature = { scheme: "twilio", header: "x-signature", bodyHashQuery: "bodySHA256" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const hmac = (text: string): string => createHmac("sha1", "a-secret-for-tests").update(text).digest("base64");

const verdict = (url: string, text: string, body = "", headers: Record<string, string> = form) =>
  judged(scheme, { url, body, headers: { ...headers, "x-signature": hmac(text) } });

describe("a form", () => {
  const url = "https://a.example/hooks/acme";

  it("is signed by name, the values of one name by value and once each", async () => {
    expect(await verdict(url, `${url}AxBcBdCe`, "C=e&B=d&A=x&B=c&B=d")).toBe("ok");
    expect(await verdict(url, `${url}AxBdBcCe`, "C=e&B=d&A=x&B=c")).toBe("signature-mismatch");
    expect(await verdict(url, url)).toBe("ok");
    expect(await verdict(url, `${url}A`, "A=")).toBe("ok");
    expect(await verdict(url, `${url}A1A2A3`, "A=2&A=3&A=1")).toBe("ok");
  });

  it("is all that is signed: another body is not", async () => {
    expect(await verdict(url, url, "{}", {})).toBe("signature-mismatch");
    const parts = '--b\r\nContent-Disposition: form-data; name="A"\r\n\r\n1\r\n--b--and whatever else';
    const multipart = { "content-type": "multipart/form-data; boundary=b" };
    expect(await verdict(url, `${url}A1`, parts, multipart)).toBe("signature-mismatch");
    const { bodyHashQuery, ...forms } = scheme;
    expect(signedForm(forms, requestOf({ url: `${url}?undefined=x`, headers: form, body: "a=1" }))).toBe(
      "a1",
    );
    expect(signedForm(forms, requestOf({ url: `${url}?bodySHA256=x`, headers: form, body: "a=1" }))).toBe(
      "a1",
    );
  });
});

describe("the hash of a body in the URL", () => {
  const sha256 = createHash("sha256").update("{}").digest("hex");

  it("stands for the body", async () => {
    const url = `https://a.example/x?a=1&bodySHA256=${sha256}`;
    expect(await verdict(url, url, "{}", {})).toBe("ok");
    expect(await verdict(url, url, "{ }", {})).toBe("signature-mismatch");
    const empty = "https://a.example/x?bodySHA256=";
    expect(await verdict(empty, empty, "{}", {})).toBe("signature-mismatch");
  });
});

describe("the URL", () => {
  it.each([
    ["https://a.example/x?b=1", "https://a.example:443/x?b=1"],
    ["https://a.example:443/x", "https://a.example/x"],
    ["http://a.example/x", "http://a.example:80/x"],
    ["http://a.example:80", "http://a.example"],
    ["https://a.example/x", "https://a.example/x"],
    ["https://a.example:8443/x", "https://a.example:8443/x"],
    ["https://a.example/x:443", "https://a.example:443/x:443"],
    ["https://a.example/x\ny", "https://a.example:443/x\ny"],
    ["ftp://a.example/x", "ftp://a.example/x"],
  ])("%j may be signed as %j", async (url, signed) => {
    expect(await verdict(url, signed)).toBe("ok");
  });

  it.each([
    ["https://a.example/x", "https://a.example:80/x"],
    ["http://a.example/x", "http://a.example:443/x"],
    ["https://a.example:8443/x", "https://a.example/x"],
    ["https://a.example:80/x", "https://a.example/x"],
    ["https://a.example/x", "https://a.example/y"],
    ["ftp://a.example/x", "ftp://a.example:80/x"],
    ["xhttps://a.example/x", "xhttps://a.example:443/x"],
    ["xhttps://a.example/x", "xhttps://a.example:80/x"],
    ["xhttps://a.example/x", "https://a.example:443/x"],
  ])("%j may not be signed as %j", async (url, signed) => {
    expect(await verdict(url, signed)).toBe("signature-mismatch");
  });
});

it("reports a missing signature, and tries every secret", async () => {
  expect(await judgedBy(twilioScheme, scheme, {})).toBe("signature-missing");
  const headers = { "x-signature": hmac("https://hooks.example/hooks/acme") };
  expect(await judged(scheme, { headers, secrets: ["other", "a-secret-for-tests"] })).toBe("ok");
  expect(await judged(scheme, { headers, secrets: ["other"] })).toBe("signature-mismatch");
});

describe("a URL with a user and a password", () => {
  const url = "https://a.example/hooks/acme";
  const basic = (pair: string) => ({
    ...form,
    authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
  });

  it("is signed with them, as the sender was given it", async () => {
    expect(
      await verdict(url, "https://me:s3-cret!@a.example/hooks/acmeA1", "A=1", basic("me:s3-cret!")),
    ).toBe("ok");
    expect(await verdict(url, "https://me:x@a.example:443/hooks/acme", "", basic("me:x"))).toBe("ok");
    expect(await verdict(url, `${url}A1`, "A=1", basic("me:x"))).toBe("ok");
  });

  it("has them in the header's one form", async () => {
    const { authorization, ...rest } = basic("me:x");
    const of = (header: string) =>
      verdict(url, "https://me:x@a.example/hooks/acme", "", { ...rest, authorization: header });
    expect(await of(authorization.replace("Basic ", "basic   "))).toBe("ok");
    expect(await of(`Bearer ${authorization}`)).toBe("signature-mismatch");
    expect(await of(`${authorization} x`)).toBe("signature-mismatch");
  });

  it("is refused with others, or without the header", async () => {
    const signed = "https://me:x@a.example/hooks/acme";
    expect(await verdict(url, signed, "", basic("me:y"))).toBe("signature-mismatch");
    expect(await verdict(url, signed)).toBe("signature-mismatch");
    expect(await verdict(url, signed, "", { ...form, authorization: "Bearer me:x" })).toBe(
      "signature-mismatch",
    );
  });

  it.each(["b.example/x:A1", "b.example?x:1", "b:example#", "b:x@c", "b", "b:\u00e9", "b:%2F"])(
    "takes no part of another signed text for them: %s",
    async (pair) => {
      expect(await verdict(url, `https://${pair}@a.example/hooks/acme`, "", basic(pair))).toBe(
        "signature-mismatch",
      );
    },
  );
});
