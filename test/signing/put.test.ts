import { expect, it } from "vitest";
import type { Pointer } from "../../src/core/pointers.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { put } from "../../src/signing/put.ts";

const to = (url: string, body = ""): WebhookRequest => ({
  method: "POST",
  url,
  query: url.split("?")[1] ?? "",
  headers: new Map([["x-kept", "1"]]),
  body: Buffer.from(body),
});
const formType = "application/x-www-form-urlencoded";
const plain = to("https://a.example/hook", "{}");
const textOf = ({ body }: WebhookRequest): string => Buffer.from(body).toString();

it("puts a header, in place of one that is there", () => {
  expect(put(plain, "header:x-new", "a:b")).toEqual({
    ...plain,
    headers: new Map([
      ["x-kept", "1"],
      ["x-new", "a:b"],
    ]),
  });
  expect(put(plain, "header:x-kept", "2").headers).toEqual(new Map([["x-kept", "2"]]));
});

it.each([
  ["https://a.example/hook", "a%26b=c%20d", "https://a.example/hook?a%26b=c%20d"],
  ["https://a.example/hook?x=1", "x=1&a%26b=c%20d", "https://a.example/hook?x=1&a%26b=c%20d"],
])("adds a parameter to the query of %s", (url, query, whole) => {
  expect(put(to(url, "{}"), "query:a&b", "c d")).toEqual({ ...to(url, "{}"), query, url: whole });
});

it("puts a field into a form, in place of one of the name, and says that the body is a form", () => {
  const put_ = put(to("https://a.example/", "a=1&b=2"), "form:a", "c d");
  expect(textOf(put_)).toBe("a=c+d&b=2");
  expect(put_.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
  expect(put_.headers.get("x-kept")).toBe("1");
});

it.each<[string, Pointer, unknown]>([
  ["", "body:/a", { a: "v" }],
  ["{}", "body:/a/b", { a: { b: "v" } }],
  ['{"a":{"c":1},"d":2}', "body:/a/b", { a: { c: 1, b: "v" }, d: 2 }],
  ['{"a":null}', "body:/a/b", { a: { b: "v" } }],
  ['{"a":"text"}', "body:/a/b", { a: { b: "v" } }],
  ["{}", "body:/a/0", { a: ["v"] }],
  ["{}", "body:/a/1/b", { a: [null, { b: "v" }] }],
  ["{}", "body:/a/10", { a: [...Array(10).fill(null), "v"] }],
  ["{}", "body:/a/*/b", { a: [{ b: "v" }] }],
  ['{"a":[{"b":1},{"b":2}]}', "body:/a/*/b", { a: [{ b: "v" }, { b: "v" }] }],
  ["{}", "body:/a/v1", { a: { v1: "v" } }],
  ["{}", "body:/a/1v", { a: { "1v": "v" } }],
  ["{}", "body:/a/*v", { a: { "*v": "v" } }],
  ["{}", "body:", "v"],
  ['{"a":"{\\"b\\":1}"}', "body:/a/b", { a: '{"b":"v"}' }],
])("puts a value into %s at %s", (body, pointer, tree) => {
  const { body: made, ...rest } = put(to("https://a.example/", body), pointer, "v");
  expect(JSON.parse(Buffer.from(made).toString())).toEqual(tree);
  const { body: _, ...before } = to("https://a.example/", body);
  expect(rest).toEqual(before);
});

it("leaves everything else as it is spelled: 64-bit integers, spaces, other fields", () => {
  const json = to("https://a.example/", '{ "id":9007199254740993, "x": 1E400, "at":1700000000 }');
  expect(textOf(put(json, "body:/sent", "v"))).toBe(
    '{ "id":9007199254740993, "x": 1E400, "at":1700000000,"sent":"v" }',
  );
  expect(textOf(put(json, "body:/at", "1800000000"))).toContain('"at":1800000000 }');
  const form = { ...to("https://a.example/", "a=%20x&b=2"), headers: new Map([["content-type", formType]]) };
  expect(textOf(put(form, "form:b", "3"))).toBe("a=%20x&b=3");
  expect(put(to("https://a.example/?t=1&u=+2", ""), "query:t", "9").url).toBe("https://a.example/?t=9&u=+2");
});

it("puts a field into a multipart form, and leaves its files", () => {
  const part = (head: string, content: string): string =>
    `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const file = part('name="f"; filename="a.bin"', "\xff\x00");
  const form = {
    ...plain,
    headers: new Map([["content-type", "multipart/form-data; boundary=x"]]),
    body: Buffer.from(`${part('name="a"', "1")}${file}--x--\r\n`, "latin1"),
  };
  expect(Buffer.from(put(form, "form:a", "2").body).toString("latin1")).toBe(
    `${part('name="a"', "2")}${file}--x--\r\n`,
  );
  expect(Buffer.from(put(form, "form:b", "3").body).toString("latin1")).toBe(
    `${part('name="a"', "1")}${file}${part('name="b"', "3")}--x--\r\n`,
  );
});
