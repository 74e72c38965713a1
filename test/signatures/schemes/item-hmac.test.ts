import { createHmac } from "node:crypto";
import { beforeEach, expect, it, vi } from "vitest";
import type { ItemHmacSignature } from "../../../src/core/signature.ts";
import { mostUnverifiedBytes } from "../../../src/signatures/parts/limits.ts";
import { judged } from "../../support/judged.ts";
import { searched } from "../../support/searched.ts";

vi.mock("../../../src/core/json/json-text.ts", async (real) => {
  const { countingSearches } = await import("../../support/searched.ts");
  return countingSearches(await real());
});
beforeEach(() => {
  searched.characters = 0;
});

const scheme: ItemHmacSignature = {
  scheme: "item-hmac",
  items: "body:/list",
  signature: "/more/signature",
  fields: ["/a", "/b", "/c/d"],
  separator: ":",
  hash: "sha256",
  encoding: "base64",
};

const secret = "a-secret-for-tests";
const hmac = (text: string): string => createHmac("sha256", secret).update(text).digest("base64");
const item = (a: string, b: string | undefined, d: string, signature = hmac(`${a}:${b ?? ""}:${d}`)) => ({
  a,
  b,
  c: { d },
  more: { signature },
});

const verdict = (list: unknown, more: object = {}) =>
  judged(scheme, {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ list, ...more }),
  });

it("accepts a list with a valid signature on every item; a missing field counts as empty", async () => {
  expect(await verdict([item("1", "2", "3")])).toBe("ok");
  expect(await verdict([item("1", "2", "3"), item("4", undefined, "6")])).toBe("ok");
});

it("refuses all items for one invalid item", async () => {
  const [good, bad] = [item("1", "2", "3"), item("1", "2", "3", hmac("other"))];
  expect(await verdict([bad])).toBe("signature-mismatch");
  expect(await verdict([good, bad])).toBe("signature-mismatch");
  expect(await verdict([bad, good])).toBe("signature-mismatch");
  expect(await verdict([good, item("1", "2", "3", "")])).toBe("signature-missing");
});

it("accepts a thousand items in a megabyte, and refuses anything but a list with items", async () => {
  const thousand = Array(1_000).fill(item("1", "2", "3"));
  expect(await verdict(thousand)).toBe("ok");
  expect(await verdict([...thousand, item("1", "2", "3")])).toBe("signature-malformed");
  const room = mostUnverifiedBytes - JSON.stringify({ list: [item("1", "2", "3")], pad: "" }).length;
  expect(await verdict([item("1", "2", "3")], { pad: "x".repeat(room) })).toBe("ok");
  expect(await verdict([item("1", "2", "3")], { pad: "x".repeat(room + 1) })).toBe("signature-malformed");
  for (const list of [[], {}, "x", undefined]) expect(await verdict(list)).toBe("signature-malformed");
  expect(await judged(scheme, { body: "list" })).toBe("signature-malformed");
});

const verdictOn = (body: string) => judged(scheme, { headers: { "content-type": "application/json" }, body });

it("looks for the digits of a number in its own item only", async () => {
  const odd = `{"a":1.5,"b":1.5,"c":{"d":1.5},"more":{"signature":1.5},"pad":[${"0,".repeat(200)}0]}`;
  const body = `{"list":[${`${odd},`.repeat(999)}${odd}]}`;
  expect(await verdictOn(body)).toBe("signature-mismatch");
  // Each of its four numbers is searched in an item, not in the body, and a few searches find the list.
  expect(searched.characters).toBeGreaterThan(3 * body.length);
  expect(searched.characters).toBeLessThan(10 * body.length);
  const signed = `{"a":1.50,"b":9007199254740993,"more":{"signature":"${hmac("1.50:9007199254740993:")}"}}`;
  expect(await verdictOn(`{"list":[0.5,${signed}]}`)).toBe("signature-missing");
  expect(await verdictOn(`{"list":[${signed},${signed}]}`)).toBe("ok");
});

it("counts the items before it reads them", async () => {
  expect(await verdictOn('{"list":[0]}')).toBe("signature-missing");
  expect(searched.characters).toBeGreaterThan(0);
  searched.characters = 0;
  expect(await verdictOn(`{"list":[${"0,".repeat(500_000)}0]}`)).toBe("signature-malformed");
  expect(searched.characters).toBe(0);
});

it("needs a key of its form", async () => {
  const body = JSON.stringify({ list: [item("1", "2", "3")] });
  const draft = { headers: { "content-type": "application/json" }, body };
  await expect(judged({ ...scheme, key: "hex" }, draft)).rejects.toMatchObject({ code: "secret-unusable" });
});

it("searches a megabyte of numbers a few times only, when it reads them from the text", async () => {
  const number = `1${"0".repeat(300)}`;
  const one = `{"a":${number},"b":${number},"c":{"d":${number}},"more":{"signature":"x"}}`;
  const body = `{"list":[${Array(1_000).fill(one).join()}]}`;
  expect(await verdictOn(body)).toBe("signature-mismatch");
  expect(searched.characters).toBeGreaterThan(3 * body.length);
  expect(searched.characters).toBeLessThan(10 * body.length);
});

it("signs the digits of a number as they were sent", async () => {
  const one = `{"a":12345678901234567890,"more":{"signature":"${hmac("12345678901234567890::")}"}}`;
  const two = `{"a":1e400,"more":{"signature":"${hmac("1e400::")}"}}`;
  const body = `{"list":[${one},${two}]}`;
  expect(await judged(scheme, { headers: { "content-type": "application/json" }, body })).toBe("ok");
});
