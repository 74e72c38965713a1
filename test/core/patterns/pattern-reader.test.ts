import { describe, expect, test } from "vitest";
import { compilePattern, InvalidPattern } from "../../../src/core/patterns/pattern.ts";
import { PatternReader } from "../../../src/core/patterns/pattern-reader.ts";

/** The whole reason of a refusal, with the position. */
function reasonOf(pattern: string): string {
  try {
    compilePattern(pattern);
  } catch (error) {
    if (error instanceof InvalidPattern) return error.message + error.position;
    throw error;
  }
  return "taken";
}

const at = (pattern: string, column: number, line = 1): string =>
  `\n at [Source: (String)"${pattern}"; line: ${line}, column: ${column}]`;

// Positions: what event-ruler 2.0.1 with Jackson 2.21 says of the same texts.
describe("the position tells how far AWS had read", () => {
  test.each([
    ['{"total": 12}', 13, '"total" must be an object or an array'],
    ['{"kind": "paid"}', 11, '"kind" must be an object or an array'],
    ['{"kind": []}', 12, "Empty arrays are not allowed"],
    ['{"kind": {}}', 12, "Empty objects are not allowed"],
    ['{"kind": [["paid"]]}', 12, "Match value must be String, number, true, false, or null"],
    ['{"kind": [{}]}', 13, "Match expression name not found"],
    ['{"kind": [{"LIKE": "x"}]}', 21, "Unrecognized match type LIKE"],
    ['{"kind": [{"prefix": 12}]}', 24, "prefix match pattern must be a string"],
    ['{"kind": [{"suffix": true}]}', 26, "suffix match pattern must be a string"],
    ['{"kind": [{"wildcard": {}}]}', 25, "wildcard match pattern must be a string"],
    ['{"kind": [{"exactly": null}]}', 27, "exact match pattern must be a string"],
    ['{"kind": [{"equals-ignore-case": []}]}', 35, "equals-ignore-case match pattern must be a string"],
    ['{"kind": [{"cidr": 8}]}', 21, "prefix match pattern must be a string"],
    ['{"kind": [{"exists": "yes"}]}', 23, "exists match pattern must be either true or false."],
    ['{"kind": [{"prefix": "a", "suffix": "b"}]}', 38, "Only one key allowed in match expression"],
    ['{"kind": [{"prefix": {}}]}', 24, "Prefix expression name not found"],
    ['{"kind": [{"suffix": {"like": 1}}]}', 32, "Unsupported suffix pattern: like"],
    ['{"kind": [{"wildcard": "a**"}]}', 29, "Consecutive wildcard characters at pos 2"],
    ['{"kind": [{"wildcard": "a\\\\b"}]}', 30, "Invalid escape character at pos 2"],
    ['{"n": [{"numeric": 4}]}', 21, "Value of numeric must be an array."],
    ['{"n": [{"numeric": [4]}]}', 22, "Invalid member in numeric match: 4"],
    ['{"n": [{"numeric": ["!=", 4]}]}', 28, "Unrecognized numeric range operator: !="],
    ['{"n": [{"numeric": ["=", "4"]}]}', 27, "Value of equals must be numeric"],
    ['{"n": [{"numeric": ["<=", 4, 5]}]}', 31, "Too many elements in numeric expression"],
    ['{"n": [{"numeric": [">", 4, 5]}]}', 30, "Bad value in numeric range: 5"],
    ['{"n": [{"numeric": [">", 4, "=", 5]}]}', 32, "Bad numeric range operator: ="],
    ['{"n": [{"numeric": [">", 4, "<", 3]}]}', 36, "Bottom must be less than top"],
    ['{"n": [{"numeric": [">", 4, "<", 5, 6]}]}', 38, "Too many terms in numeric range expression"],
    [
      '{"n": [{"anything-but": false}]}',
      30,
      "Value of anything-but must be an array or single string/number value.",
    ],
    ['{"n": [{"anything-but": {}}]}', 27, "Anything-But expression name not found"],
    ['{"n": [{"anything-but": {"like": 1}}]}', 35, "Unsupported anything-but pattern: like"],
    ['{"n": [{"anything-but": {"suffix": ""}}]}', 38, "Null prefix/suffix not allowed"],
    ['{"n": [{"anything-but": {"suffix": 5}}]}', 37, "prefix/suffix match pattern must be a string"],
    ["[1]", 2, "Filter is not an object"],
    ["", 1, "Filter is not an object"],
  ])("%s", (pattern, column, reason) => {
    expect(reasonOf(pattern)).toBe(reason + at(pattern, column));
  });

  test("twice in a list of anything-but", () => {
    for (const [pattern, column, reason] of [
      [
        '{"n": [{"anything-but": ["a", null]}]}',
        35,
        "Inside anything but list, start|null|boolean is not supported.",
      ],
      ['{"n": [{"anything-but": {"prefix": ["a", 5]}}]}', 43, "prefix/suffix match pattern must be a string"],
    ] as const) {
      expect(reasonOf(pattern)).toBe(reason + at(pattern, column).repeat(2));
    }
  });

  test("lines are counted", () => {
    const pattern = '{\n  "a": ["x"],\r\n  "b": 3\n}';
    expect(reasonOf(pattern)).toBe(`"b" must be an object or an array${at(pattern, 9, 3)}`);
  });

  test("a long pattern is cut", () => {
    const pattern = `{"a":["${"x".repeat(520)}"],"b":3}`;
    expect(reasonOf(pattern)).toContain(
      `(String)"${pattern.slice(0, 500)}"[truncated ${pattern.length - 500} chars]; line: 1, column: `,
    );
  });

  test.each([
    ['{"ip": [{"cidr": "10.0.0.0"}]}', "Malformed CIDR, one '/' required"],
    ['{"ip": [{"cidr": "10.0.0.0/x"}]}', "Malformed CIDR, mask bits must be an integer"],
    ['{"ip": [{"cidr": "10.0.0.0/-8"}]}', "Malformed CIDR, mask bits must not be negative"],
    ['{"ip": [{"cidr": "10.0.0.0/32"}]}', "IPv4 mask bits must be < 32"],
    ['{"ip": [{"cidr": "fd00::/128"}]}', "IPv6 mask bits must be < 128"],
    ['{"ip": [{"cidr": "10.0.0.256/8"}]}', "Invalid IP address: 10.0.0.256"],
    ['{"ip": [{"cidr": "host/8"}]}', "Nonstandard IP address: host"],
  ])("none for blocks of addresses: %s", (pattern, reason) => {
    expect(reasonOf(pattern)).toBe(reason);
  });
});

describe("a text that is not JSON", () => {
  const value = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
  test.each([
    ['{"a": paid}', 11, `Unrecognized token 'paid': was expecting ${value}`],
    ["{a: [1]}", 2, "Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
    [
      '{"a" [1]}',
      6,
      "Unexpected character ('[' (code 91)): was expecting a colon to separate field name and value",
    ],
    [
      '{"a": [1 2]}',
      10,
      "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
    ],
    [
      '{"a": [1] "b": [2]}',
      11,
      "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
    ],
    ['{"a": }', 7, "Unexpected character ('}' (code 125)): expected a value"],
    ['{"a": [1,]}', 10, `Unexpected character (']' (code 93)): expected a valid value ${value}`],
    ['{"a": [07]}', 9, "Invalid numeric value: Leading zeroes not allowed"],
    [
      '{"a": [7e]}',
      9,
      "Unexpected character (']' (code 93)) in numeric value: Exponent indicator not followed by a digit",
    ],
    ['{"a": ["\\q"]}', 10, "Unrecognized character escape 'q' (code 113)"],
    [
      '{"a": ["\\u00z"]}',
      13,
      "Unexpected character ('z' (code 122)): expected a hex-digit for character escape sequence",
    ],
    ['{"a": ["x]}', 12, "Unexpected end-of-input: was expecting closing quote for a string value"],
    ['{"a"', 5, "Unexpected end-of-input within/between Object entries"],
  ])("%s", (pattern, column, reason) => {
    expect(reasonOf(pattern)).toBe(reason + at(pattern, column));
  });

  test("names what is still open", () => {
    const open = '{"a": [1';
    expect(reasonOf(open)).toBe(
      `Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"${open}"; line: 1, column: 7])${at(open, 9)}`,
    );
    const crossed = '{"a": [1}';
    expect(reasonOf(crossed)).toBe(
      `Unexpected close marker '}': expected ']' (for Array starting at [Source: (String)"${crossed}"; line: 1, column: 7])${at(crossed, 9)}`,
    );
  });

  test("a faulty string is refused only when it is read", () => {
    const reader = new PatternReader('["\t"]');
    reader.next();
    expect(reader.next().kind).toBe("string");
    expect(() => reader.text()).toThrow("Illegal unquoted character ((CTRL-CHAR, code 9))");
  });
});
