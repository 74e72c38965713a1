import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { factsOf } from "../../../src/core/facts.ts";
import { isCovered } from "../../../src/core/proof.ts";
import {
  isBodyAlone,
  namedParts,
  readsBody,
  signedParts,
  signedValues,
  signs,
  signsQuery,
  templateCoversUrl,
  templatesOf,
} from "../../../src/signatures/parts/template.ts";
import { type Draft, requestOf } from "../../support/judged.ts";

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };

const parts = (template: string, draft: Draft = {}, more: object = {}) => {
  const request = requestOf(draft);
  return signedParts(template, { request, facts: factsOf(request), timestamp: "1780000000", ...more });
};

/** The signed bytes as text. */
const text = (...given: Parameters<typeof parts>): string | undefined => {
  const found = parts(...given);
  return found && Buffer.concat(found.map((part) => Buffer.from(part as string))).toString();
};

it("refuses a header that contains its separator: a replay could have moved part of the body into it", () => {
  const of = (template: string, value: string) => text(template, { body: "b", headers: { "x-a": value } });
  expect(of("{header:x-a}.{body}", "n1")).toBe("n1.b");
  expect(of("{header:x-a}.{body}", "n1.b")).toBeUndefined();
  expect(of("{body}.{header:x-a}", "b.n1")).toBeUndefined();
  expect(of("{body}.{header:x-a}|{timestamp}", "n|1")).toBeUndefined();
  expect(of("{timestamp}.{body}.{header:x-a}", "b.n1")).toBeUndefined();
  expect(of("{body}.{timestamp}.{header:x-a}", "1.n1")).toBeUndefined();
  expect(of("{method}.{header:x-a}", "n.1")).toBeUndefined();
  expect(of("{timestamp}.{header:x-a}|{body}", "n.1")).toBe("1780000000.n.1|b");
  expect(of("{timestamp}.{header:x-a}.{body}", "n.1")).toBeUndefined();
  expect(of("v1:{header:x-a}|{body}", "v1:n")).toBe("v1:v1:n|b");
  expect(of("v1:{header:x-a}|{body}", "v1:n|b")).toBeUndefined();
  expect(of("{body}::{header:x-a}", "n:1")).toBe("b::n:1");
  expect(of("{header:x-a}{body}", "n.1")).toBe("n.1b");
  expect(of("{header:x-a}{timestamp}{body}", "n{b")).toBeUndefined();
  expect(of("{body}{header:x-a}", "{n}")).toBe("b{n}");
  expect(of("{header:x-a}|{body}", "{n}")).toBe("{n}|b");
  expect(of("{method}.{body}", "n.1")).toBe("POST.b");
  expect(text("{body}.{method}", { body: "a.b" })).toBe("a.b.POST");
  expect(text("{timestamp}.{url}", {})).toBe("1780000000.https://hooks.example/hooks/acme");
});

it("refuses a URL that contains the beginning of a body", () => {
  const of = (query: string, body: string) =>
    text("{url}{body}", { url: `https://a.example/?${query}`, body });
  expect(of("q=1", "[{}]")).toBe("https://a.example/?q=1[{}]");
  expect(of("q=1[", "{}]")).toBeUndefined();
  expect(of("q=1[{", "}]")).toBeUndefined();
  expect(of("q=1{}", "")).toBeUndefined();
  expect(of("q[]=1", "{}")).toBe("https://a.example/?q[]=1{}");
});

it("a body counts as alone beside the time, the secret and fixed text", () => {
  for (const template of ["{body}", "v0:{timestamp}:{body}", "body{secret}{body}"])
    expect(isBodyAlone(template)).toBe(true);
  for (const template of ["body", "{timestamp}{secret}", "{header:x}{body}", "{body as json}", "{url}{body}"])
    expect(isBodyAlone(template)).toBe(false);
});

it("refuses to escape a body with a backslash before a non-ASCII character", () => {
  const of = (body: string) => text("{body as ascii}", { body });
  expect(of("\\é")).toBeUndefined();
  expect(of("a\\\\\\é")).toBeUndefined();
  expect(of("\\né")).toBe("\\n\\u00e9");
  expect(of("\\\\é")).toBe("\\\\\\u00e9");
  expect(of("\\u00e9")).toBe("\\u00e9");
});

it("refuses a body with a byte-order mark as text: decoding would drop it", () => {
  for (const form of ["{body as json}", "{body as ascii}"]) {
    expect(text(form, { body: "é" })).toBeDefined();
    expect(text(form, { body: "\ufeffé" })).toBeUndefined();
    expect(text(form, { body: Buffer.from([0xff]) })).toBeUndefined();
  }
});

describe("a part", () => {
  const url = "https://a.example/x?b=2&a=1";
  const body = '{"id":7,"big":12345678901234567890,"o":{"a": [1]},"l":[ ],"s":"{x}","n":null}';
  const draft = { method: "PUT", url, body, headers: { ...json, "x-a": "h" } };

  it.each([
    ["{body}", body],
    ["{timestamp}", "1780000000"],
    ["{method}", "PUT"],
    ["{url}", url],
    ["{url without query}", "https://a.example/x"],
    ["{query in order}", "a=1&b=2"],
    ["{query:a}", "1"],
    ["{header:x-a}", "h"],
    ["{body:/id}", "7"],
    ["{body:/big}", "12345678901234567890"],
    ["{body:/o}", '{"a": [1]}'],
    ["{body:/l}", "[ ]"],
    ["{body:/s}", "{x}"],
    ["{body:/none?}", ""],
    ["{body:/id?}", "7"],
    ["{field:k}", "v"],
    ["{secret}", "s3"],
    ["plain", "plain"],
    ["v0:{timestamp}:{method}!", "v0:1780000000:PUT!"],
    ["{method}{body}{method}", `PUT${body}PUT`],
  ])("%s is %s", (template, expected) => {
    const fields = new Map([["k", "v"]]);
    expect(text(template, draft, { fields, secret: "s3" })).toBe(expected);
  });

  it.each([
    "{body:/none}",
    "{body:/n}",
    "{header:x-none}",
    "{query:none}",
    "{form:none}",
    "{field:none}",
    "{toString}",
  ])("a missing %s makes the whole text undefined", (template) => {
    expect(parts(`a${template}`, draft, { fields: new Map() })).toBeUndefined();
    expect(parts(`a${template}`, draft)).toBeUndefined();
  });

  it("a missing value makes the whole text undefined, except the secret", () => {
    expect(parts("{timestamp}", draft, { timestamp: undefined })).toBeUndefined();
    expect(text("{secret}.{method}", draft)).toBe(".PUT");
  });

  it("is one with its neighbours, and the body is never copied", () => {
    const request = requestOf({ body: "b" });
    const found = signedParts("a{method}{body}{method}.", {
      request,
      facts: factsOf(request),
      timestamp: "",
    });
    expect(found).toEqual(["aPOST", request.body, "POST."]);
    expect(found?.[1]).toBe(request.body);
    expect(parts("{body}", { body: "b" })).toHaveLength(1);
  });
});

it("is shown in parts, each with its name, those too that the request lacks", () => {
  const request = requestOf({ body: "b" });
  const from = { request, facts: factsOf(request), timestamp: "1780000000" };
  const named = (template: string) => namedParts(template, from).map(({ name, part }) => [name, part]);
  expect(named("v0:{timestamp}:{method}{header:x-a}{body}")).toEqual([
    [undefined, "v0:"],
    ["timestamp", "1780000000"],
    [undefined, ":"],
    ["method", "POST"],
    ["header:x-a", undefined],
    ["body", request.body],
  ]);
});

describe("a body in another form", () => {
  const of = (form: string, body: string | Uint8Array) => text(`{body as ${form}}`, { body });

  it.each([
    ["base64", "aé", "YcOp"],
    ["crc32", "abc", String(crc32("abc"))],
    ["json", 'a"b', '"a\\"b"'],
    ["ascii", "a/é\\/😀\x7f", "a\\/\\u00e9\\/\\ud83d\\ude00\x7f"],
  ])("%s of %j is %j", (form, body, expected) => {
    expect(of(form, body)).toBe(expected);
  });

  it("may be its hash", () => {
    expect(parts("{body as sha256}", { body: "x" })).toEqual([createHash("sha256").update("x").digest()]);
  });

  it("is undefined for bytes that are not text", () => {
    expect(of("json", Buffer.from([0xff]))).toBeUndefined();
    expect(of("ascii", Buffer.from([0xff]))).toBeUndefined();
    expect(of("unknown", "x")).toBeUndefined();
  });

  it("is a form as PHP writes it, without the signature", () => {
    expect(text("{form as php without sig}", { headers: form, body: "a=1&sig=x" })).toBe(
      'a:1:{s:1:"a";s:1:"1";}',
    );
  });
});

describe("a query in order", () => {
  it.each([
    ["b=2&a=1&a=0", "a=1&a=0&b=2"],
    ["b&a=%20+", "a=%20%20&b="],
    ["a=1&A=2&b=3", "A=2&a=1&b=3"],
    ["t=2026-05-28T20:26:40+02:00&a=1", "a=1&t=2026-05-28T20%3A26%3A40%2B02%3A00"],
    ["t=2026-05-28T20%3A26%3A40+02%3A00", "t=2026-05-28T20%3A26%3A40%2B02%3A00"],
    ["a=x+02:00y", "a=x%2002%3A00y"],
    ["a=x+2:00", "a=x%202%3A00"],
    ["a=é'", "a=%C3%A9'"],
  ])("%s is %s", (query, expected) => {
    expect(text("{query in order}", { url: `https://a.example/?${query}` })).toBe(expected);
  });
});

describe("what a scheme signs", () => {
  it("is one template or several, by default the body", () => {
    expect(templatesOf({})).toEqual(["{body}"]);
    expect(templatesOf({ signed: "{url}" })).toEqual(["{url}"]);
    expect(templatesOf({ signed: ["{url}", "{body}"] })).toEqual(["{url}", "{body}"]);
  });

  it("is in all of its templates", () => {
    expect(signs({}, "body")).toBe(true);
    expect(signs({ signed: "{body as base64}" }, "body")).toBe(true);
    // Another body may have the same checksum.
    expect(signs({ signed: "{body as crc32}" }, "body")).toBe(false);
    expect(signs({ signed: "{query in order}" }, "query")).toBe(true);
    expect(signs({ signed: "{form as php without sig}" }, "form")).toBe(true);
    expect(signs({ signed: "body" }, "body")).toBe(false);
    expect(signs({ signed: ["{timestamp}.{body}", "{body}"] }, "body")).toBe(true);
    expect(signs({ signed: ["{timestamp}.{body}", "{body}"] }, "timestamp")).toBe(false);
  });

  it.each([
    ["{body}", false],
    ["{header:x}.{body as json}", false],
    ["{body:/id}", true],
    ["{body:/id?}", true],
    ["{form:id}", true],
    ["{form as php without sig}", true],
    ["{header:form}", false],
    ["{header:body:x}", false],
    ["{formula}", false],
  ])("%s reads the body: %s", (signed, reads) => {
    expect(readsBody({ signed })).toBe(reads);
    expect(readsBody({ signed: ["{url}", signed] })).toBe(reads);
    expect(readsBody({ signed: `{url}${signed}` })).toBe(reads);
  });

  it.each([
    ["{body:/a}", "body:/a", true],
    ["{body:/a?}", "body:/a", true],
    ["{body:/a}", "body:/a/b", true],
    ["{body:/a}", "body:/ab", false],
    ["{body:/a/b}", "body:/a", false],
    ["{header:x}", "header:x", true],
    ["{header:x}", "header:x/y", false],
    ["{query:x}", "query:x/y", false],
    ["{query:x?y}", "query:xy", false],
    ["{body}", "body:/a", false],
  ])("%s covers %s: %s", (signed, pointer, expected) => {
    const covers = (templates: string | readonly string[]): boolean =>
      isCovered({ covers: signedValues({ signed: templates }), text: { digest: "" } }, pointer);
    expect(covers(signed)).toBe(expected);
    expect(covers([signed, signed])).toBe(expected);
    expect(covers(`{url}${signed}`)).toBe(expected);
    expect(covers([signed, "{timestamp}"])).toBe(false);
  });
});

describe("the values that a proof names", () => {
  it("are those in every template, or inside one there", () => {
    const signed = [
      "{header:x-a}{header:x-b}{body:/a}{query:q}{timestamp}",
      "{body:/a/b}{query:q/r}{header:x-a}{body}",
    ];
    expect(signedValues({ signed })).toEqual(["header:x-a", "body:/a/b", "body:/a/b/"]);
    expect(signedValues({ signed: "{timestamp}{field:header:x}{form:f}" })).toEqual(["form:f"]);
  });
});

it.each([
  ["{body}", undefined, false],
  ["{header:url}{body:/url}", undefined, false],
  ["{url}{body}", "text", true],
  ["{query in order}{body}", "text", false],
  ["{url without query}{body}", undefined, true],
  [["{body}", "{url}"], "text", true],
])("of the URL, %j has the query as %s, and what is before it: %s", (signed, query, covered) => {
  expect(signsQuery({ signed })).toBe(query);
  expect(templateCoversUrl({ signed })).toBe(covered);
});
