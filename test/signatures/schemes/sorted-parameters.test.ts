import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { SortedParametersSignature } from "../../../src/core/signature.ts";
import { signedParameters } from "../../../src/signatures/schemes/sorted-parameters.ts";
import { clock, judged, requestOf } from "../../support/judged.ts";

const scheme: SortedParametersSignature = {
  scheme: "sorted-parameters",
  parameter: "sig",
  hashes: ["md5", "sha1", "sha256", "sha512"],
  timestamp: "form:timestamp",
  toleranceSeconds: 300,
};
const secret = "a-secret-for-tests";
const form = { "content-type": "application/x-www-form-urlencoded" };
const text = `&a=1&b=2&timestamp=${clock}`;
const hmac = (hash: string, signed = text): string => createHmac(hash, secret).update(signed).digest("hex");

const verdict = (sig: string, body = `b=2&a=1&timestamp=${clock}`, query = "") =>
  judged(scheme, {
    url: `https://a.example/hooks/acme${query && `?${query}`}`,
    headers: form,
    body: sig === "" ? body : `${body}&sig=${sig}`,
  });

describe("the digest", () => {
  it.each(["md5", "sha1", "sha256", "sha512"])("may be HMAC-%s, in any case", async (hash) => {
    expect(await verdict(hmac(hash))).toBe("ok");
    expect(await verdict(hmac(hash).toUpperCase())).toBe("ok");
  });

  it("may be MD5 over the text and the secret, where MD5 is allowed", async () => {
    const plain = createHash("md5")
      .update(text + secret)
      .digest("hex");
    expect(await verdict(plain)).toBe("ok");
    const strict: SortedParametersSignature = { ...scheme, hashes: ["sha256"] };
    const of = (sig: string) =>
      judged(strict, { headers: form, body: `b=2&a=1&timestamp=${clock}&sig=${sig}` });
    expect(await of(hmac("sha256"))).toBe("ok");
    expect(await of(plain)).toBe("signature-mismatch");
    expect(await of(hmac("md5"))).toBe("signature-mismatch");
  });

  it("is missing, or wrong", async () => {
    expect(await verdict("")).toBe("signature-missing");
    expect(await verdict(hmac("sha256"), "a=1&a=1")).toBe("signature-missing");
    expect(await verdict("abc")).toBe("signature-mismatch");
    expect(await verdict("abc", `a=1&timestamp=${clock - 301}`)).toBe("signature-mismatch");
    expect(await verdict(hmac("sha256"), `b=3&a=1&timestamp=${clock}`)).toBe("signature-mismatch");
  });
});

describe("the text", () => {
  it("contains the query's parameters too, with or without a body", async () => {
    const sig = hmac("sha256", `&a=1&q=0&timestamp=${clock}`);
    expect(await verdict(sig, `timestamp=${clock}&a=1`, "q=0")).toBe("ok");
    const url = `https://a.example/?a=1&timestamp=${clock}&sig=${hmac("sha256", `&a=1&timestamp=${clock}`)}`;
    expect(await judged(scheme, { method: "GET", url })).toBe("ok");
  });

  it("replaces & and = in values", () => {
    const request = requestOf({ headers: form, body: "b=x%26y%3Dz%26&a=&sig=q&A=1" });
    expect(signedParameters(scheme, request)).toBe("&A=1&a=&b=x_y_z_");
  });

  it("is undefined for another body, a repeated parameter, and a name with a separator", () => {
    const of = (body: string, query = "", headers: Record<string, string> = form) =>
      signedParameters(scheme, requestOf({ url: `https://a.example/${query}`, headers, body }));
    expect(of("a=1")).toBe("&a=1");
    expect(of("a=1", "", {})).toBeUndefined();
    expect(of("a=1&a=1")).toBeUndefined();
    expect(of("a=1", "?a=1")).toBeUndefined();
    expect(of("a%26b=1")).toBeUndefined();
    expect(of("c=1&a%3Db=1")).toBeUndefined();
    expect(of("", "?a=1", {})).toBe("&a=1");
  });
});

it.each([
  [clock - 300, "ok"],
  [clock - 301, "timestamp-stale"],
  [clock + 301, "timestamp-ahead"],
])("the time %s: %s", async (at, reason) => {
  expect(await verdict(hmac("sha256", `&timestamp=${at}`), `timestamp=${at}`)).toBe(reason);
});

it("checks the time after the signature", async () => {
  expect(await verdict("00", `timestamp=${clock - 301}`)).toBe("signature-mismatch");
});

it("needs a time where it has one, in the query or the form", async () => {
  expect(await verdict(hmac("sha256", "&a=1"), "a=1")).toBe("timestamp-missing");
  const inQuery: SortedParametersSignature = { ...scheme, timestamp: "query:at" };
  const url = `https://a.example/?at=${clock}`;
  const body = `sig=${hmac("sha256", `&at=${clock}`)}`;
  expect(await judged(inQuery, { url, headers: form, body })).toBe("ok");
  const { timestamp, toleranceSeconds, ...timeless } = scheme;
  expect(await judged(timeless, { headers: form, body: `a=1&sig=${hmac("sha256", "&a=1")}` })).toBe("ok");
});

describe("JSON", () => {
  const json = { "content-type": "application/json" };
  const of = (body: string, headers: Record<string, string> = json) => judged(scheme, { headers, body });
  const sig = hmac("sha256");
  const signed = `"b":"2","timestamp":"${clock}","a":"1","sig":"${sig}"`;

  it("has its members signed, in any order and spelling", async () => {
    expect(await of(`{${signed}}`)).toBe("ok");
    expect(await of(`{ ${signed.replace('"a":"1"', '"\\u0061" : "\\u0031"')} }`)).toBe("ok");
    expect(await of(`{${signed}}`, {})).toBe("ok");
    const escaped = hmac("sha256", `&a=x"y_z&timestamp=${clock}`);
    expect(await of(`{${signed}`.padEnd(1_048_575, " ").concat("}"))).toBe("ok");
    expect(await of(`{"a":"x\\"y&z","timestamp":"${clock}","sig":"${escaped}"}`)).toBe("ok");
  });

  it.each([
    ["another value", `{${signed.replace('"a":"1"', '"a":"2"')}}`, "signature-mismatch"],
    ["one more member", `{${signed},"c":"3"}`, "signature-mismatch"],
    ["a name twice", `{"a":"2",${signed}}`, "signature-missing"],
    ["a name twice, once escaped", `{"\\u0061":"2",${signed}}`, "signature-missing"],
    ["a number", `{${signed},"c":3}`, "signature-missing"],
    ["an object", `{${signed},"c":{"d":"e"}}`, "signature-missing"],
    ["an object of one number", `{${signed},"c":{"d":4}}`, "signature-missing"],
    ["a list of one text", `{${signed},"c":["d"]}`, "signature-missing"],
    ["a list around it", `[{${signed}}]`, "signature-missing"],
    ["null", "null", "signature-missing"],
    ["a text", '"sig"', "signature-missing"],
    ["no JSON", `{${signed}`, "signature-missing"],
    ["a name with a separator", `{${signed},"c=":"3"}`, "signature-missing"],
    ["no signature", `{"a":"1","timestamp":"${clock}"}`, "signature-missing"],
    [
      "more than is read before it is verified",
      `{${signed}`.padEnd(1_048_576, " ").concat("}"),
      "signature-missing",
    ],
  ])("is refused with %s", async (_, body, verdict) => {
    expect(await of(body)).toBe(verdict);
  });

  it.each(["7", "true", "[]", "null"])(
    "without a member is no body beside a signed query: %s",
    async (body) => {
      const url = `https://a.example/?timestamp=${clock}&sig=${hmac("sha256", `&timestamp=${clock}`)}`;
      expect(await judged(scheme, { url, headers: json, body: "{}" })).toBe("ok");
      expect(await judged(scheme, { url, headers: json, body })).toBe("signature-missing");
    },
  );

  it("proves what a form of the same parameters proves", () => {
    const form = requestOf({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "b=2&a=1",
    });
    expect(signedParameters(scheme, requestOf({ headers: json, body: '{"a":"1","b":"2"}' }))).toBe(
      "&a=1&b=2",
    );
    expect(signedParameters(scheme, form)).toBe("&a=1&b=2");
  });
});
