import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { Signature } from "../../src/core/signature.ts";
import { requestOf } from "../support/judged.ts";
import { proved } from "../support/proved.ts";
import { form, hmac, json, plivo, request, sorted, twilio } from "./proof-cases.ts";

it.each([plivo, twilio])(
  "a form of $scheme that a replay cuts into other fields is the same delivery",
  (scheme) => {
    const whole = proved(scheme, form("From=1&MessageUUID=abc"));
    const cut = proved(scheme, form("From=1&MessageUUIDa=bc"));
    expect(cut.fingerprint).toBe(whole.fingerprint);
    expect(whole.covers("form:MessageUUID")).toBe(false);
    expect(proved(scheme, form("From=1&MessageUUID=abd")).fingerprint).not.toBe(whole.fingerprint);
  },
);

it("parameters in another order or place, with another signature, are the same delivery", () => {
  const one = proved(sorted, form("a=1&b=2&sig=x"));
  expect(proved(sorted, form("b=2&sig=y", "a=1")).fingerprint).toBe(one.fingerprint);
  expect(proved(sorted, form("a=1&b=3&sig=x")).fingerprint).not.toBe(one.fingerprint);
});

it("pairs that a replay cuts in another way, or writes in another case, are the same delivery", () => {
  const pairs = [
    ["id", "query:id"],
    ["request", "header:x-request"],
    ["ts", "timestamp"],
  ] as const;
  const scheme: Signature = { scheme: "manifest", header: "s", encoding: "hex", pairs };
  const of = (id: string, headers = {}) =>
    proved(scheme, requestOf({ url: `https://hooks.example/a?id=${encodeURIComponent(id)}`, headers }));
  const sent = of("AbC", { "x-request": "Rq" });
  expect(of("aBc", { "x-request": "Rq" }).fingerprint).toBe(sent.fingerprint);
  expect(of("AbC;request:Rq").fingerprint).toBe(sent.fingerprint);
  expect(sent.covers("query:id")).toBe(false);
  expect(of("AbD", { "x-request": "Rq" }).fingerprint).not.toBe(sent.fingerprint);
});

const itemHmac: Signature = {
  scheme: "item-hmac",
  items: "body:/list",
  signature: "/s",
  fields: ["/a", "/b"],
  separator: ":",
  hash: "sha256",
  encoding: "hex",
};

it("items whose fields a replay cuts in another way are the same delivery", () => {
  const of = (a: string, b: string) =>
    proved(itemHmac, requestOf({ headers: json, body: JSON.stringify({ list: [{ a, b, s: "x" }] }) }));
  expect(of("1:2", "3").fingerprint).toBe(of("1", "2:3").fingerprint);
  expect(of("1:2", "3").fingerprint).not.toBe(of("1:2", "4").fingerprint);
  expect(of("1", "2").covers("item:/a")).toBe(false);
});

it("proves each item with its own signature at any place, and nothing else in the list", () => {
  const item = (a: string | number) => ({ a, b: "", s: "x" });
  const of = (list: readonly object[], at: string) =>
    proved(itemHmac, requestOf({ headers: json, body: JSON.stringify({ list }) })).ofItem(["list", at]);
  const first = of([item("1"), item("2")], "0");
  expect(first?.fingerprint).toBe(createHash("sha256").update("1:").digest("hex"));
  expect(first?.covers("item:/a")).toBe(false);
  expect(first?.ofItem(["list", "0"])).toBeUndefined();
  expect(of([item("2"), item("1")], "1")?.fingerprint).toBe(first?.fingerprint);
  expect(of([item("1"), item("2")], "1")?.fingerprint).not.toBe(first?.fingerprint);
  expect(of([item("1")], "1")).toBeUndefined();
  expect(proved(hmac, request).ofItem(["list", "0"])).toBeUndefined();
});

it("proves the body where there are no items", () => {
  const { fingerprint } = proved(itemHmac, requestOf({ body: "text" }));
  expect(fingerprint).toBe(createHash("sha256").update("text").digest("hex"));
});
