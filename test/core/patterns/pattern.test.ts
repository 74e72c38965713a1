import { describe, expect, test } from "vitest";
import { leavesByPath } from "../../../src/core/patterns/event-leaves.ts";
import { compilePattern, InvalidPattern } from "../../../src/core/patterns/pattern.ts";

const matches = (pattern: string, event: string): boolean =>
  compilePattern(pattern).matches(leavesByPath(event));

/** The refusal of a pattern; fails when it is taken. */
function refusalOf(pattern: string): InvalidPattern {
  try {
    compilePattern(pattern);
  } catch (error) {
    if (error instanceof InvalidPattern) return error;
    throw error;
  }
  throw new Error(`The pattern was taken: ${pattern}`);
}

/** A pattern for the field `n`, from an element of its list. */
const field = (element: string): string => `{"n":[${element}]}`;

describe("numbers", () => {
  test.each([
    ["the same digits", "90071992547409931", "90071992547409931", true],
    ["the neighbour that is the same double", "90071992547409931", "90071992547409932", false],
    ["other digits of a number that no double holds", "90071992547409931", "9.0071992547409931e16", false],
    ["a whole number with a fraction of zero", "7", "7.00", true],
    ["an exponent", "1200", "1.2E3", true],
    ["a fraction that is written shortest", "0.25", "25e-2", true],
    ["zeros below zero", "0", "-0.0", true],
    ["too many digits after the point", "0.1", "0.1000000000000000001", false],
    ["beyond the largest double", "1e999", "1e999", true],
    ["beyond the largest double in another spelling", "1e999", "1E999", false],
    ["a text of the same digits", "7", '"7"', false],
  ])("equality: %s", (_, wanted, sent, expected) => {
    expect(matches(field(wanted), `{"n":${sent}}`)).toBe(expected);
  });

  test.each([
    ['">=",12', "12.0", true],
    ['"<",1e3', "999.5", true],
    ['">",-1,"<=",1', "1e0", true],
    ['">",-1,"<=",1', "-1", false],
    ['">",0', "90071992547409931", false],
    ['"<",0', "-1e999", false],
    ['"=",0.1', "0.1000000000000000001", false],
  ])("numeric [%s] with %s", (comparison, sent, expected) => {
    expect(matches(field(`{"numeric":[${comparison}]}`), `{"n":${sent}}`)).toBe(expected);
  });

  test.each([
    ["a number that can't be compared is none of the listed", "[5,6]", "90071992547409931", true],
    ["a listed one in another spelling", "[5,6]", "6.0", false],
    ["a single one", "5", "5e0", false],
    ["null", "5", "null", true],
  ])("anything-but: %s", (_, listed, sent, expected) => {
    expect(matches(field(`{"anything-but":${listed}}`), `{"n":${sent}}`)).toBe(expected);
  });

  test.each([
    '{"numeric":["=",90071992547409931]}',
    '{"numeric":[">",90071992547409931]}',
    '{"numeric":[">",1,"<",90071992547409931]}',
    '{"anything-but":[90071992547409931]}',
    '{"anything-but":90071992547409931}',
  ])("refused: %s", (element) => {
    expect(refusalOf(field(element)).message).toBe("Cannot compare number : 90071992547409931");
  });
});

describe("events", () => {
  test("of equal keys, the last one counts", () => {
    expect(matches(field("2"), '{"n":1,"n":2}')).toBe(true);
    expect(matches(field("1"), '{"n":1,"n":2}')).toBe(false);
    expect(matches('{"n.m":[1]}', '{"n.m":1,"n":{"m":2},"n":3}')).toBe(true);
    expect(matches('{"n.m":[2]}', '{"n.m":1,"n":{"m":2},"n":3}')).toBe(false);
  });

  test("strings are compared by what they say, not by how they are written", () => {
    expect(matches('{"a.b":["é\\"x"]}', '{"a":{"b":"\\u00e9\\u0022x"}}')).toBe(true);
  });

  test("an address is equal in any spelling", () => {
    expect(matches(field('"2001:db8::7"'), '{"n":"2001:0DB8:0:0:0:0:0:7"}')).toBe(true);
    expect(matches(field('"2001:db8::7"'), '{"n":"2001:db8::8"}')).toBe(false);
  });

  test("a leaf in a list does not bind the other fields to itself", () => {
    const pattern = '{"a":["x"],"a.b":["y"]}';
    expect(matches(pattern, '{"a":["x",{"b":"y"}]}')).toBe(true);
    expect(matches('{"a.c":["x"],"a.b":["y"]}', '{"a":[{"c":"x"},{"b":"y"}]}')).toBe(false);
  });
});

test("an event of a megabyte, nested deep, is read in one pass", () => {
  const event = `{"n":7,"deep":${"[".repeat(900)}"${"x".repeat(1_000_000)}",${"1,".repeat(50_000)}1${"]".repeat(900)}}`;
  const started = performance.now();
  expect(matches(field("7"), event)).toBe(true);
  expect(performance.now() - started).toBeLessThan(5000);
});

describe("$or", () => {
  test("up to a thousand combinations", () => {
    const branches = (count: number) => Array.from({ length: count }, (_, index) => `{"n":[${index}]}`);
    const or = (count: number) => `{"$or":[${branches(count).join()}]}`;
    expect(matches(or(1000), '{"n":999}')).toBe(true);
    expect(refusalOf(or(1001)).message).toBe("Too many $or combinations");
    const product = `{"x":{"$or":[${branches(40).join()}]},"y":{"$or":[${branches(26).join()}]}}`;
    expect(refusalOf(product).message).toBe("Too many $or combinations");
  });

  test("is a field where it can't be an operator but can be a field", () => {
    expect(matches('{"$or":["left","right"]}', '{"$or":"right"}')).toBe(true);
  });

  test.each([
    ['{"$or":[{"n":[1]}]}', "There must have at least 2 Objects in $or relationship."],
    ['{"$or":7}', "It must be an Array followed with $or."],
    ['{"$or":[{"n":[1]},"x"]}', "Only JSON object is allowed in array of $or relationship."],
    [
      '{"$or":[{"regex":["x"]},{"n":[1]}]}',
      "regex is Ruler reserved fieldName which cannot be used inside $or.",
    ],
  ])("refused: %s", (pattern, reason) => {
    expect(refusalOf(pattern).message).toBe(reason);
  });
});

test("what follows a pattern is refused", () => {
  expect(() => compilePattern('{"n":[1]} {')).toThrow(InvalidPattern);
  expect(() => compilePattern('{"n":[1]}\n ')).not.toThrow();
});
