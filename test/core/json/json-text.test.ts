import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementSpans, spanAt } from "../../../src/core/json/json-text.ts";

const cut = (text: string, path: readonly string[]): string | undefined => {
  const span = spanAt(text, path);
  return span && text.slice(span.start, span.end);
};

describe("spanAt", () => {
  it.each([
    ['{"a":1E400}', ["a"], "1E400"],
    ['{"a":-0,"b":2}', ["a"], "-0"],
    [' { "a" : { "b" : [ 1 , 12345678901234567890 ] } } ', ["a", "b", "1"], "12345678901234567890"],
    ['{"a\\"b":"x\\\\","c":"}"}', ['a"b'], '"x\\\\"'],
    ['{"a\\"b":"x\\\\","c":"}"}', ["c"], '"}"'],
    ['{"a":1,"a":2}', ["a"], "2"],
    ['{"":{"":7}}', ["", ""], "7"],
    ['{"__proto__":{"x":1}}', ["__proto__", "x"], "1"],
    ["[[],{},[1]]", ["2", "0"], "1"],
    ["[]", [], "[]"],
  ] as const)("%s at %j is %s", (text, path, expected) => {
    expect(cut(text, path)).toBe(expected);
  });

  it.each([
    ["{}", ["a"]],
    ["[1]", ["1"]],
    ["1", ["a"]],
    ['{"a":"b"}', ["a", "b"]],
  ] as const)("%s has nothing at %j", (text, path) => {
    expect(cut(text, path)).toBeUndefined();
  });

  it("finds what JSON.parse finds, for any document and spacing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const walk = (at: unknown, path: readonly string[]): void => {
          expect(JSON.parse(cut(text, path) ?? "missing")).toEqual(at);
          if (typeof at !== "object" || at === null) return;
          for (const [key, inner] of Object.entries(at)) walk(inner, [...path, key]);
        };
        walk(JSON.parse(text), []);
      }),
    );
  });

  it("does not recurse: 100,000 levels and a string of 4 MB", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(cut(deep, ["0"])).toBe(deep.slice(1, -1));
    const long = `{"a":"${'\\"'.repeat(2_000_000)}","b":1}`;
    expect(cut(long, ["b"])).toBe("1");
  });
});

describe("elementSpans", () => {
  it("gives the elements as they are written", () => {
    const text = '{"l":[ {"n": 1.0} ,"é",[2] ]}';
    const list = spanAt(text, ["l"]);
    expect(list && elementSpans(text, list).map((span) => text.slice(span.start, span.end))).toEqual([
      '{"n": 1.0}',
      '"é"',
      "[2]",
    ]);
  });
});
