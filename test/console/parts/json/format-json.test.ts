import { describe, expect, it } from "vitest";
import { formatJson } from "../../../../src/console/parts/json/format-json.ts";

describe("formatJson", () => {
  it("puts members on lines of their own and lists of plain values on one", () => {
    expect(formatJson('{"source":["com.github"],"detail":{"action":["created","reopened"],"data":{}}}')).toBe(
      [
        "{",
        '  "source": ["com.github"],',
        '  "detail": {',
        '    "action": ["created", "reopened"],',
        '    "data": {}',
        "  }",
        "}",
      ].join("\n"),
    );
  });

  it("changes no digit, no escape and no key", () => {
    expect(formatJson('{"a\\u0062":[12345678901234567890,1E400,-0,"\\u00e9"]}')).toBe(
      '{\n  "a\\u0062": [12345678901234567890, 1E400, -0, "\\u00e9"]\n}',
    );
  });

  it("breaks lists with objects or that are long", () => {
    expect(formatJson('[{"prefix":"a"}]')).toBe('[\n  {\n    "prefix": "a"\n  }\n]');
    const long = JSON.stringify(["a".repeat(50), "b".repeat(50)]);
    expect(formatJson(long).split("\n")).toHaveLength(4);
  });

  it("gives the same value", () => {
    const text = '{"a":[[],[1,[2]],{"b":null}],"c":"{[,:]}"}';
    expect(JSON.parse(formatJson(text))).toEqual(JSON.parse(text));
  });
});
