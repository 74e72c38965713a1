import { expect, it } from "vitest";
import { phpSerialized } from "../../../src/signatures/parts/php.ts";
import { requestOf } from "../../support/judged.ts";

const form = { "content-type": "application/x-www-form-urlencoded" };
const serialized = (body: string, headers: Record<string, string> = form) =>
  phpSerialized(requestOf({ headers, body }), "sig");

it.each([
  ["sig=x", "a:0:{}"],
  ["b=2&a=1&sig=x", 'a:2:{s:1:"a";s:1:"1";s:1:"b";s:1:"2";}'],
  ["name=%C3%A9%22&sig=x", 'a:1:{s:4:"name";s:3:"é"";}'],
  ["a=", 'a:1:{s:1:"a";s:0:"";}'],
])("%s as PHP writes an array", (body, text) => {
  expect(serialized(body)).toBe(text);
});

it("is undefined for a repeated field, and for a body that is not a form", () => {
  expect(serialized("a=1&a=2")).toBeUndefined();
  expect(serialized("a=1", {})).toBeUndefined();
});
