import { expect, it } from "vitest";
import { equalDigest, equalText } from "../../../src/signatures/parts/equal.ts";

it.each([
  ["abc", "abc", true],
  ["", "", true],
  ["é", "é", true],
  ["abc", "abd", false],
  ["abc", "ab", false],
  ["abc", "abcd", false],
  ["abc", "ABC", false],
  ["é", "e", false],
])("%j and %j: %s", (one, other, equal) => {
  expect(equalText(one, other)).toBe(equal);
  expect(equalDigest(one, other)).toBe(equal);
});
