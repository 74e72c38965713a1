import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/core/json/json.ts";
import { contentTypeOf, jsonPayload, otherPayload } from "../../src/events/payload.ts";

describe("a content type", () => {
  it.each([
    "text/plain",
    "application/vnd.acme+json",
    "text/plain;charset=utf-8",
    "text/plain ; charset=utf-8; format=flowed",
    'text/plain; title="a b; c"',
    'text/plain; title=""',
    `text/${"x".repeat(251)}`,
  ])("%.40s stays", (type) => {
    expect(contentTypeOf(type)).toBe(type);
  });

  it("loses the blanks around it", () => {
    expect(contentTypeOf("  text/plain ")).toBe("text/plain");
  });

  it.each([
    [undefined],
    [""],
    ["text"],
    ["text/"],
    ["/plain"],
    ["text/plain/x"],
    ["text/pl ain"],
    ["text/plain;"],
    ["text/plain; charset"],
    ["text/plain; =utf-8"],
    ["text/plain; charset="],
    ['text/plain; title="a\\"b"'],
    ['text/plain; title="a\nb"'],
    ['text/plain; title="a'],
    ["é/plain"],
    ["x text/plain"],
    [`text/${"x".repeat(252)}`],
  ])("%.40j is none", (type) => {
    expect(contentTypeOf(type)).toBe("application/octet-stream");
  });
});

describe("a JSON body", () => {
  const text = '{"a":1,"b":[1, 2]}';
  const document = parseJson(text);

  it("is its text, or the part of it that is meant", () => {
    if (!document) throw new Error("no document");
    expect(jsonPayload(document, undefined)).toEqual({ kind: "json", text });
    expect(jsonPayload(document, { start: 11, end: 17 })).toEqual({ kind: "json", text: "[1, 2]" });
  });
});

describe("a body that is no JSON", () => {
  const form = "application/x-www-form-urlencoded";
  const bytes = (text: string) => Buffer.from(text);

  it("is an object of strings, where it is a form", () => {
    const payload = otherPayload(form, bytes("a=1&b=x%20y&a=2&c=%22&a=3"), "q=1");
    expect(payload).toEqual({ kind: "json", text: '{"a":["1","2","3"],"b":"x y","c":"\\""}' });
  });

  it("is the query, where there is none", () => {
    expect(otherPayload(form, bytes(""), "a=1&b=2")).toEqual({ kind: "json", text: '{"a":"1","b":"2"}' });
    expect(otherPayload(undefined, bytes(""), "")).toEqual({ kind: "none" });
  });

  it("is its bytes otherwise", () => {
    expect(otherPayload("text/plain", bytes("hi"), "a=1")).toEqual({
      kind: "bytes",
      bytes: bytes("hi"),
      contentType: "text/plain",
    });
  });
});
