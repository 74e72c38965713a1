import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withJsonAt } from "../../../src/core/json/json-edit.ts";
import { spanAt } from "../../../src/core/json/json-text.ts";

it.each<[string, readonly string[], string, string]>([
  ['{"a":1}', ["a"], "2", '{"a":2}'],
  ['{ "a" : 9007199254740993 , "b":-0 }', ["b"], '"x"', '{ "a" : 9007199254740993 , "b":"x" }'],
  ['{"a":1,"a":2}', ["a"], "3", '{"a":1,"a":3}'],
  ["{}", ["a", "b"], "1", '{"a":{"b":1}}'],
  ["{ }", ["a"], "1", '{"a":1}'],
  ['{"a":1 }', ["b"], "2", '{"a":1,"b":2 }'],
  ["[]", ["0"], "1", "[1]"],
  ["[1,2]", ["-"], "3", "[1,2,3]"],
  ["[1]", ["3"], "4", "[1,null,null,4]"],
  ['{"a":[1,2]}', ["a", "*"], "9", '{"a":[9,2]}'],
  ["null", ["a"], "1", '{"a":1}'],
  ["", ["a"], "1", '{"a":1}'],
  [" 1 ", [], "2", " 2 "],
  ['{"a/b":{"~":1}}', ["a/b", "~"], "2", '{"a/b":{"~":2}}'],
  [
    '{"p":"{\\"id\\":12345678901234567890,\\"n\\":1}"}',
    ["p", "n"],
    "2",
    '{"p":"{\\"id\\":12345678901234567890,\\"n\\":2}"}',
  ],
  ['{"p":"eyJuIjoxfQ=="}', ["p", "n"], "2", '{"p":"eyJuIjoyfQ=="}'],
  ['{"p":"text"}', ["p", "n"], "2", '{"p":{"n":2}}'],
])("puts into %s at %j the value %s", (text, path, value, after) => {
  expect(withJsonAt(text, path, value)).toBe(after);
});

it("has no place behind a name in a list", () => {
  expect(withJsonAt("[1]", ["a"], "2")).toBeUndefined();
  expect(withJsonAt('{"a":[1]}', ["a", "b", "c"], "2")).toBeUndefined();
});

describe("any document", () => {
  const json = fc.json({ maxDepth: 4 });
  /** Paths of all values, and of one that is missing in each object. */
  const pathsIn = (value: unknown): readonly (readonly string[])[] =>
    typeof value !== "object" || value === null
      ? [[]]
      : [
          [],
          ...(Array.isArray(value) ? [["-"]] : [["a new member"]]),
          ...Object.entries(value).flatMap(([key, member]) => pathsIn(member).map((path) => [key, ...path])),
        ];

  it("has the value there, and everything else as it was spelled", () => {
    fc.assert(
      fc.property(json, fc.nat(), (text, chosen) => {
        const paths = pathsIn(JSON.parse(text));
        const path = paths[chosen % paths.length] ?? [];
        const changed = withJsonAt(text, path, '"[here]"') ?? "";
        const at = path.map((step) => (step === "-" ? "the last" : step));
        const span = path.includes("-") ? undefined : spanAt(changed, at);
        JSON.parse(changed);
        if (!span) {
          expect(changed).toContain('"[here]"');
          return;
        }
        expect(changed.slice(span.start, span.end)).toBe('"[here]"');
        const before = spanAt(text, path);
        if (!before) return;
        expect(changed.slice(0, span.start) + changed.slice(span.end)).toBe(
          text.slice(0, before.start) + text.slice(before.end),
        );
      }),
      { numRuns: 500 },
    );
  });
});
