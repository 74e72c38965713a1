import { beforeEach, describe, expect, it, vi } from "vitest";
import type { TokenSignature } from "../../../src/core/signature.ts";
import { mostUnverifiedBytes } from "../../../src/signatures/parts/limits.ts";
import { judged } from "../../support/judged.ts";
import { searched } from "../../support/searched.ts";

const compared = vi.hoisted((): string[] => []);
vi.mock("../../../src/core/json/json-text.ts", async (real) => {
  const { countingSearches } = await import("../../support/searched.ts");
  return countingSearches(await real());
});
vi.mock("../../../src/signatures/parts/equal.ts", async (real) => {
  const equal = await real<typeof import("../../../src/signatures/parts/equal.ts")>();
  return {
    ...equal,
    equalText(expected: string, given: string) {
      compared.push(given);
      return equal.equalText(expected, given);
    },
  };
});
beforeEach(() => {
  searched.characters = 0;
  compared.length = 0;
});

const secrets = ["the-token"];
const inHeader: TokenSignature = { scheme: "token", from: "header:x-token" };
const json = { "content-type": "application/json" };

describe("in a header", () => {
  it.each([
    ["the token", "the-token", "ok"],
    ["another", "the-tokeN", "signature-mismatch"],
    ["more", "the-token1", "signature-mismatch"],
    ["less", "the-toke", "signature-mismatch"],
    ["nothing", "", "signature-missing"],
  ])("%s", async (_, token, verdict) => {
    expect(await judged(inHeader, { headers: { "x-token": token }, secrets })).toBe(verdict);
  });

  it("stands in a header of any name", async () => {
    const odd: TokenSignature = { scheme: "token", from: "header:x/*" };
    expect(await judged(odd, { headers: { "x/*": "the-token" }, secrets })).toBe("ok");
  });

  it("ignores white space around a secret", async () => {
    expect(await judged(inHeader, { headers: { "x-token": "a" }, secrets: [" a\n"] })).toBe("ok");
  });

  it.each([
    ["Token the-token", "ok"],
    ["the-token", "signature-malformed"],
    ["Token ", "signature-mismatch"],
    ["Token  the-token", "signature-mismatch"],
  ])("with a prefix: %s", async (token, verdict) => {
    const scheme = { ...inHeader, prefix: "Token " };
    expect(await judged(scheme, { headers: { "x-token": token }, secrets })).toBe(verdict);
  });
});

it("in a query whose name looks like a list's", async () => {
  const scheme: TokenSignature = { scheme: "token", from: "query:a/*" };
  expect(await judged(scheme, { url: "https://hooks.example/?a/*=the-token", secrets })).toBe("ok");
});

describe("in a body", () => {
  const inBody: TokenSignature = { scheme: "token", from: "body:/auth/token" };
  const of = (bytes: number) => {
    const head = '{"auth":{"token":"the-token"},"pad":"';
    return `${head.padEnd(bytes - 2, "x")}"}`;
  };

  it("is read up to a megabyte", async () => {
    expect(await judged(inBody, { headers: json, body: of(mostUnverifiedBytes), secrets })).toBe("ok");
    expect(await judged(inBody, { headers: json, body: of(mostUnverifiedBytes + 1), secrets })).toBe(
      "signature-malformed",
    );
    const headers = { "x-token": "the-token" };
    expect(await judged(inHeader, { headers, body: of(mostUnverifiedBytes + 1), secrets })).toBe("ok");
  });

  it.each([
    ["no token", '{"auth":{}}', "signature-missing"],
    ["no text", '{"auth":{"token":[]}}', "signature-missing"],
    ["no JSON", "token=the-token", "signature-missing"],
    ["another", '{"auth":{"token":"x"}}', "signature-mismatch"],
  ])("%s", async (_, body, verdict) => {
    expect(await judged(inBody, { headers: json, body, secrets })).toBe(verdict);
  });
});

describe("in every element of a list", () => {
  const scheme: TokenSignature = { scheme: "token", from: "body:/value/*/state/token" };
  const verdict = (...tokens: readonly (string | undefined)[]) => {
    const value = tokens.map((token) => ({ state: { token } }));
    return judged(scheme, { headers: json, body: JSON.stringify({ value }), secrets });
  };

  it("must stand in each", async () => {
    expect(await verdict("the-token")).toBe("ok");
    expect(await verdict("the-token", "the-token")).toBe("ok");
    expect(await verdict("the-token", "another")).toBe("signature-mismatch");
    expect(await verdict("another", "the-token")).toBe("signature-mismatch");
    expect(await verdict("the-token", undefined)).toBe("signature-missing");
    expect(await verdict()).toBe("signature-missing");
  });

  it("must stand in a list", async () => {
    const body = '{"value":{"state":{"token":"the-token"}}}';
    expect(await judged(scheme, { headers: json, body, secrets })).toBe("signature-missing");
    expect(await judged(scheme, { headers: json, body: "x", secrets })).toBe("signature-missing");
  });

  it.each([
    ["body:/value/*/a~1b", { value: [{ "a/b": "the-token", a: { b: "x" } }] }, "ok"],
    ["body:/value/*/a~1b", { value: [{ "a/b": "x", a: { b: "the-token" } }] }, "signature-mismatch"],
    ["body:/*", ["the-token", "the-token"], "ok"],
    ["body:/*", ["the-token", "x"], "signature-mismatch"],
    ["body:/*a", { "*a": "the-token" }, "ok"],
    ["body:/*a", ["the-token"], "signature-missing"],
    ["body:/value/*/*", { value: [["the-token"], ["the-token", "the-token"]] }, "ok"],
    ["body:/value/*/*", { value: [["the-token"], ["the-token", "x"]] }, "signature-mismatch"],
    ["body:/value/*/*", { value: [["the-token"], []] }, "signature-missing"],
    ["body:/value/*/*", { value: [["the-token"], "the-token"] }, "signature-missing"],
    ["body:/value/*/*", { value: [] }, "signature-missing"],
    ["body:/value/*/l/*/t", { value: [{ l: [{ t: "the-token" }, { t: "the-token" }] }] }, "ok"],
    ["body:/value/*/l/*/t", { value: [{ l: [{ t: "the-token" }, {}] }] }, "signature-missing"],
    // A list that stands in a string would have to be read again for each of its elements.
    ["body:/value/*", { value: '["the-token"]' }, "signature-missing"],
    ["header:x-*/*", {}, "signature-missing"],
  ] as const)("%s in %j: %s", async (from, body, reason) => {
    const text = JSON.stringify(body);
    expect(await judged({ scheme: "token", from }, { headers: json, body: text, secrets })).toBe(reason);
  });

  it.each([
    ["numbers", "1.5", "signature-missing", []],
    ["other texts", '"x"', "signature-mismatch", ["x"]],
  ])(
    "is compared once at most in a long list of %s, whose text is not searched",
    async (_, token, reason, texts) => {
      const list = (size: number) => `{"value":[${`{"state":{"token":${token}}},`.repeat(size)}0]}`;
      const body = list(20_000).replace(",0]", "]");
      expect(await judged(scheme, { headers: json, body, secrets })).toBe(reason);
      expect(compared).toEqual(texts);
      expect(searched.characters).toBe(0);
    },
  );

  it("must have its prefix in each", async () => {
    const prefixed: TokenSignature = { scheme: "token", from: "body:/tokens/*", prefix: "Token " };
    const of = (...tokens: readonly string[]) =>
      judged(prefixed, { headers: json, body: JSON.stringify({ tokens }), secrets });
    expect(await of("Token the-token", "Token the-token")).toBe("ok");
    expect(await of("Token the-token", "the-token")).toBe("signature-malformed");
  });

  it("may be the element itself", async () => {
    const plain: TokenSignature = { scheme: "token", from: "body:/tokens/*" };
    expect(await judged(plain, { headers: json, body: '{"tokens":["the-token"]}', secrets })).toBe("ok");
    expect(await judged(plain, { headers: json, body: '{"tokens":["the-token","x"]}', secrets })).toBe(
      "signature-mismatch",
    );
  });
});

it("searches no text for a list of numbers, of which none is a token", async () => {
  const scheme: TokenSignature = { scheme: "token", from: "body:/value/*/state" };
  const of = (one: string, count: number) =>
    judged(scheme, {
      headers: json,
      body: `{"value":[${Array(count).fill(`{"state":${one}}`).join()}]}`,
      secrets: ["7"],
    });
  expect(await of("1e999", 60_000)).toBe("signature-missing");
  expect([compared, searched.characters]).toEqual([[], 0]);
  expect(await of("7", 1)).toBe("signature-missing");
  expect(await of('"7"', 2)).toBe("ok");
  const alone: TokenSignature = { scheme: "token", from: "body:/state" };
  expect(await judged(alone, { headers: json, body: '{"state":7}', secrets: ["7"] })).toBe("ok");
});
