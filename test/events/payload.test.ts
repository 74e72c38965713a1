import { describe, expect, it } from "vitest";
import { factsOf, factsOfItem } from "../../src/core/facts.ts";
import { contentTypeOf, otherPayload, payloadOf, placeInDocument } from "../../src/events/payload.ts";
import { requestOf } from "../support/judged.ts";

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

  it("loses the white space around it", () => {
    expect(contentTypeOf("  text/plain ")).toBe("text/plain");
  });

  it("has spaces for tabs", () => {
    expect(contentTypeOf("text/plain;\tcharset=utf-8\t; a=b")).toBe("text/plain; charset=utf-8 ; a=b");
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
  ])("%.40j is not valid", (type) => {
    expect(contentTypeOf(type)).toBe("application/octet-stream");
  });
});

describe("a JSON body", () => {
  const body = ' {"a":{"n":1},"b":[1, {"n":2}],"c":"{\\"n\\":3}"} ';
  const request = requestOf({ headers: { "content-type": "application/json" }, body });
  const facts = factsOf(request);
  const events = { source: "com.acme", type: [] } as const;
  const item = { path: ["b", "1"], span: { start: 22, end: 29 }, value: { n: 2 } };

  it("is its text as it came, with its value", () => {
    const { payload, value, at } = payloadOf(events, request, facts, undefined);
    expect(payload).toEqual({ kind: "json", text: body });
    expect(value).toEqual(JSON.parse(body));
    expect(at).toEqual([]);
  });

  it("is the part that the provider names, or the whole where that is missing or not part of the JSON", () => {
    const of = (data: `body:/${string}` | "body:") =>
      payloadOf({ ...events, data }, request, facts, undefined);
    expect(of("body:/a")).toEqual({ payload: { kind: "json", text: '{"n":1}' }, value: { n: 1 }, at: ["a"] });
    expect(of("body:").payload).toEqual({ kind: "json", text: body.trim() });
    for (const data of ["body:/none", "body:/c/n"] as const)
      expect(of(data).payload).toEqual({ kind: "json", text: body });
  });

  it("is the item's text and value, or the part of it that the provider names", () => {
    const itemFacts = factsOfItem(facts, item.path, item.span);
    expect(payloadOf(events, request, itemFacts, item)).toEqual({
      payload: { kind: "json", text: '{"n":2}' },
      value: { n: 2 },
      at: ["b", "1"],
    });
    expect(payloadOf({ ...events, data: "item:/n" }, request, itemFacts, item)).toEqual({
      payload: { kind: "json", text: "2" },
      value: 2,
      at: ["b", "1", "n"],
    });
  });
});

describe("a body that is not JSON", () => {
  const form = "application/x-www-form-urlencoded";
  const bytes = (text: string) => Buffer.from(text);

  it("is an object of strings, where it is a form", () => {
    const { payload, value, at } = otherPayload(form, bytes("a=1&b=x%20y&a=2&c=%22&a=3"), "q=1");
    expect(payload).toEqual({ kind: "json", text: '{"a":["1","2","3"],"b":"x y","c":"\\""}' });
    expect(value).toEqual({ a: ["1", "2", "3"], b: "x y", c: '"' });
    expect(at).toEqual([]);
  });

  it("is the query of an empty body", () => {
    const { payload, value } = otherPayload(form, bytes(""), "a=1&b=2");
    expect(payload).toEqual({ kind: "json", text: '{"a":"1","b":"2"}' });
    expect(value).toEqual({ a: "1", b: "2" });
    expect(otherPayload(undefined, bytes(""), "")).toEqual({ payload: { kind: "none" }, at: [] });
  });

  it("is its bytes otherwise", () => {
    expect(otherPayload("text/plain", bytes("hi"), "a=1")).toEqual({
      payload: { kind: "bytes", bytes: bytes("hi"), contentType: "text/plain" },
      at: [],
    });
  });
});

describe("the place of a path in the document", () => {
  const payload = { kind: "none" } as const;
  const place = (path: string, part?: string, at = "a/0") =>
    placeInDocument(
      { payload, value: undefined, at: at.split("/"), ...(part && { part: part.split("/") }) },
      path.split("/"),
    ).join("/");

  it("is below the payload's own", () => {
    expect(place("v/m/0/id")).toBe("a/0/v/m/0/id");
    expect(place("x", undefined, "0")).toBe("0/x");
  });

  it("is that of the element where the path leads to the one that is left of its list", () => {
    expect(place("v/m/0/id", "a/0/v/m/7")).toBe("a/0/v/m/7/id");
    expect(place("*/m/0", "a/0/v/m/7")).toBe("a/0/*/m/7");
  });

  it("is elsewhere for another list and another element", () => {
    expect(place("v/s/0/id", "a/0/v/m/7")).toBe("a/0/v/s/0/id");
    expect(place("v/m/1/id", "a/0/v/m/7")).toBe("a/0/v/m/1/id");
    expect(place("v/m", "a/0/v/m/7")).toBe("a/0/v/m");
  });
});
