import { expect, it } from "vitest";
import { clean } from "../../src/events/clean.ts";

it.each([
  ["issue 7", "issue 7"],
  ["  issue 7\n", "issue 7"],
  ["\u0000a\u001fb\u007fc\u0085", "abc"],
  ["a\u2028b\u2029c", "abc"],
  ["a\ud800b", "ab"],
  ["é😀", "é😀"],
  ["x".repeat(1_024), "x".repeat(1_024)],
])("%j is %j", (text, cleaned) => {
  expect(clean(text)).toBe(cleaned);
});

it.each([[undefined], [""], [" \n"], ["\u0000"], ["x".repeat(1_025)]])("nothing is left of %.20j", (text) => {
  expect(clean(text)).toBeUndefined();
});
