import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { PlivoSignature } from "../../../src/core/signature.ts";
import { scheme as plivoScheme, plivoText } from "../../../src/signatures/schemes/plivo.ts";
import { judged, judgedBy, requestOf } from "../../support/judged.ts";

const scheme: PlivoSignature = {
  scheme: "plivo",
  header: ["x-signature", "x-main"],
  nonce: "header:x-nonce",
};
const form = { "content-type": "application/x-www-form-urlencoded" };
const url = "https://a.example/hooks/acme";

describe("the signed text", () => {
  const text = (query: string, body: string, headers: Record<string, string> = form) =>
    plivoText(requestOf({ url: (query && `${url}?${query}`) || url, headers, body }));

  it.each([
    ["", "", url],
    ["b=2&a=1", "", `${url}?a=1&b=2`],
    ["", "b=2&a=1", `${url}?a1b2`],
    ["c=3", "b=2&a=1", `${url}?c=3.a1b2`],
    ["a=2&a=10&a=1", "", `${url}?a=1&a=10&a=2`],
    ["", "b=y&a=2&a=1&b=x&a=1", `${url}?a1a1a2bxby`],
    ["", "b=1&a=2", `${url}?a2b1`],
    ["a=2&a=3&a=1", "", `${url}?a=1&a=2&a=3`],
    ["a=%20b", "", `${url}?a= b`],
  ])("of %j and %j is %j", (query, body, signed) => {
    expect(text(query, body)).toBe(signed);
  });

  it("is undefined for another body", () => {
    expect(text("", "{}", {})).toBeUndefined();
    expect(text("", "", {})).toBe(url);
  });
});

describe("the signature", () => {
  const hmac = (text: string): string =>
    createHmac("sha256", "a-secret-for-tests").update(text).digest("base64");
  const right = hmac(`${url}?a1.n1`);
  const verdict = (headers: Record<string, string>, body = "a=1") =>
    judged(scheme, { url, body, headers: { ...form, "x-nonce": "n1", ...headers } });

  it("covers the text and the nonce", async () => {
    expect(await verdict({ "x-signature": right })).toBe("ok");
    expect(await verdict({ "x-signature": right }, "a=2")).toBe("signature-mismatch");
    expect(await verdict({ "x-signature": right, "x-nonce": "n2" })).toBe("signature-mismatch");
  });

  it("refuses a nonce with a dot: a replay could have moved the end of the form into it", async () => {
    const signature = hmac(`${url}?aSee a.exampleb2.n1`);
    expect(await verdict({ "x-signature": signature }, "a=See+a.example&b=2")).toBe("ok");
    const torn = { "x-signature": signature, "x-nonce": "exampleb2.n1" };
    expect(await verdict(torn, "a=See+a")).toBe("signature-malformed");
  });

  it("is one of several, in one of two headers", async () => {
    expect(await verdict({ "x-signature": `AAAA,${right},BBBB` })).toBe("ok");
    expect(await verdict({ "x-signature": "AAAA", "x-main": right })).toBe("ok");
    expect(await verdict({ "x-main": right })).toBe("ok");
  });

  it("is malformed without a nonce or a value, and wrong over a body that is not a form", async () => {
    expect(await verdict({ "x-signature": right, "x-nonce": "" })).toBe("signature-malformed");
    expect(await verdict({ "x-signature": "," })).toBe("signature-malformed");
    expect(await verdict({ "x-signature": right, "content-type": "text/plain" })).toBe("signature-mismatch");
    const none = hmac("undefined.n1");
    expect(await verdict({ "x-signature": none, "content-type": "text/plain" })).toBe("signature-mismatch");
    expect(await judgedBy(plivoScheme, scheme, { url })).toBe("signature-missing");
  });
});
