import { expect, it } from "vitest";
import { shortenJson } from "../../../src/operate/catalogue/shorten-json.ts";

it("keeps what is short on one line, with the numbers as they were written", () => {
  expect(shortenJson(' {"a" : 12345678901234567890,"b":[1.0,-0 ,"x : y"]} ')).toBe(
    '{"a": 12345678901234567890, "b": [1.0, -0, "x : y"]}',
  );
});

it("shows the first members of what is long, fewer with each level, and one element of a list", () => {
  const long = "x".repeat(40);
  const deep = { one: long, two: { three: long, four: long }, five: 5 };
  const json = JSON.stringify({ deep, list: [long, long], a: 1, b: 2, c: 3, last: 4 });
  const shown = shortenJson(json);
  expect(shown.split("\n")).toEqual([
    "{",
    '  "deep": {',
    `    "one": "${long}",`,
    '    "two": {',
    `      "three": "${long}",`,
    '      "…": "…"',
    "    },",
    '    "…": "…"',
    "  },",
    '  "list": [',
    `    "${long}",`,
    '    "…"',
    "  ],",
    '  "a": 1,',
    '  "b": 2,',
    '  "c": 3,',
    '  "…": "…"',
    "}",
  ]);
  expect(() => JSON.parse(shown)).not.toThrow();
});

it("hints at an object that is too deep", () => {
  const long = { first: "x".repeat(40), second: "y".repeat(40) };
  expect(shortenJson(JSON.stringify({ a: { b: { c: long } } }))).toContain('"c": {"…": "…"}');
});

it("cuts a long string, and no escape in two", () => {
  const shown = shortenJson(JSON.stringify(`${"a".repeat(52)}\n${"b".repeat(40)}`));
  expect(shown).toBe(`"${"a".repeat(52)}\\nb…"`);
  for (let length = 40; length < 60; length++) {
    const text = JSON.stringify(`${"a".repeat(length)}\u0001"\\${"b".repeat(40)}`);
    expect(() => JSON.parse(shortenJson(text))).not.toThrow();
  }
});
