import { describe, expect, it } from "vitest";
import { jsonLayouts } from "../../../../../src/operate/explain/body/json/json-layouts.ts";
import {
  tokensOf,
  tokensOfBody,
  writeTokens,
} from "../../../../../src/operate/explain/body/json/json-tokens.ts";

const value = { a: [1, 2.5, { b: "x, y: {z}", c: [] }], d: {}, e: null, f: '\u00e4\\"' };
const text = JSON.stringify(value);

describe("the tokens of JSON", () => {
  it("are its parts as they are written, numbers with their digits", () => {
    expect(tokensOf('{"a":1.50,"b":[true,1E400],"a":12345678901234567890}')).toEqual([
      ...["{", '"a"', ":", "1.50", ",", '"b"', ":", "[", "true", ",", "1E400", "]", ",", '"a"', ":"],
      ...["12345678901234567890", "}"],
    ]);
  });

  it("are those of every layout alike", () => {
    for (const layout of jsonLayouts)
      expect(tokensOf(writeTokens(tokensOf(text), layout))).toEqual(tokensOf(text));
  });

  it.each(["", "hello", "[1,", '{"a"}', "\ufeff"])("%j has none", (body) => {
    expect(tokensOfBody(Buffer.from(body))).toBeUndefined();
  });
});

describe("layouts are those of programs", () => {
  const written = (name: string): string => {
    const layout = jsonLayouts.find((one) => one.name === name);
    return layout ? writeTokens(tokensOf(text), layout) : "";
  };

  it.each([
    ["without spaces", undefined],
    ["indented by two spaces", 2],
    ["indented by four spaces", 4],
    ["indented by tabs", "\t"],
    ["indented by one space", 1],
  ])("%s", (name, indent) => {
    expect(written(name)).toBe(JSON.stringify(value, undefined, indent));
  });

  it("Python's", () => {
    expect(written("with a space behind each comma and colon")).toBe(
      '{"a": [1, 2.5, {"b": "x, y: {z}", "c": []}], "d": {}, "e": null, "f": "\u00e4\\\\\\""}',
    );
  });
});
