import { expect, it } from "vitest";
import { boundaryOf, multipartFields } from "../../../src/core/body/multipart.ts";
import { formFields } from "../../../src/core/facts.ts";

const fieldsIn = (text: string, boundary: string) => multipartFields(Buffer.from(text), boundary);

const part = (head: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;

it.each([
  ["multipart/form-data; boundary=b", "b"],
  ['multipart/form-data; charset=utf-8; boundary="a b"', "a b"],
  ["Multipart/Form-Data;boundary=--x_1", "--x_1"],
  ["multipart/mixed; boundary=b", undefined],
  ["multipart/form-data", undefined],
  ["application/json", undefined],
  [undefined, undefined],
])("%s has the boundary %s", (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});

it("reads text fields in order and leaves files out", () => {
  const text = `${part('name="a"', "1")}${part('name="f"; filename="x.txt"', "file")}${part('name="json"', '{"ä":"\r\n--"}')}--b--\r\n`;
  expect(fieldsIn(text, "b")).toEqual([
    ["a", "1"],
    ["json", '{"ä":"\r\n--"}'],
  ]);
});

it("reads a long head in one pass, and no name from another line", () => {
  const line = "content-disposition:form-data;\n";
  // In quadratic time, this would not end.
  expect(fieldsIn(`--b\n${line.repeat(300_000)}\r\n\r\n1\r\n--b--`, "b")).toEqual([]);
  expect(fieldsIn(`--b\n${line}x: y; name="a"\r\n\r\n1\r\n--b--`, "b")).toEqual([]);
});

it("reads a field with headers of its own, and one that is empty", () => {
  const typed =
    '--b\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name="json"\r\n\r\n{}\r\n';
  expect(fieldsIn(`${typed}${part('name="e"', "")}--b--`, "b")).toEqual([
    ["json", "{}"],
    ["e", ""],
  ]);
});

it("reads no form that is truncated, empty or too long", () => {
  expect(fieldsIn(part('name="a"', "1"), "b")).toBeUndefined();
  expect(fieldsIn("", "b")).toBeUndefined();
  expect(fieldsIn(`${part('name="a"', "1").repeat(600)}--b--`, "b")).toBeUndefined();
});

it("counts as a form", () => {
  const headers = new Map([["content-type", "multipart/form-data; boundary=b"]]);
  const body = Buffer.from(`${part('name="a"', "ä")}--b--\r\n`);
  expect(formFields({ headers, body })).toEqual([["a", "ä"]]);
});

it("reads the fields beside a file that is no text, and leaves out a field that is none", () => {
  const binary = Buffer.from([0x89, 0x50, 0xff, 0x00, 0xc3]);
  const body = Buffer.concat([
    Buffer.from(
      `${part('name="a"', "ä ☕")}--b\r\nContent-Disposition: form-data; name="f"; filename="x.png"\r\n\r\n`,
    ),
    binary,
    Buffer.from('\r\n--b\r\nContent-Disposition: form-data; name="torn"\r\n\r\n'),
    binary,
    Buffer.from(`\r\n${part('name="ö"', "2")}--b--\r\n`),
  ]);
  expect(multipartFields(body, "b")).toEqual([
    ["a", "ä ☕"],
    ["ö", "2"],
  ]);
  // A view into a larger buffer.
  const framed = Buffer.concat([Buffer.from("x"), body, Buffer.from("y")]).subarray(1, body.length + 1);
  expect(multipartFields(framed, "b")).toHaveLength(2);
});
