import { describe, expect, test } from "vitest";
import { isTooComplex } from "../../../../src/core/patterns/operators/wildcard-complexity.ts";

// The verdicts are those of event-ruler 2.0.1's own evaluator, whose number stands beside each, with ten as the limit.
describe("wildcards that are too complex", () => {
  test.each([
    [3, "*order*", false],
    [8, "*-*-*-order-*", false],
    [10, "*-*-*-*-order-*", false],
    [12, "*-*-*-*-*-order-*", true],
    [10, "*aa*aa*aa*", false],
    [13, "*aa*aa*aa*aa*", true],
    [6, "a*b*c*d*e*", false],
    [2, "\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*x*", false],
  ])("complexity %i: %s", (_, pattern, expected) => {
    expect(isTooComplex([[pattern]])).toBe(expected);
  });

  test("a list adds up", () => {
    const named = (name: string) => [`*:team/${name}/*`];
    expect(isTooComplex(["red", "blue", "green"].map(named))).toBe(false);
    expect(isTooComplex(["red", "blue", "green", "white"].map(named))).toBe(true);
    expect(isTooComplex([["*.tif"], ["*.svs"], ["*.bif"], ["*.jpg"]])).toBe(false);
  });

  test("the patterns of one anything-but count as one matcher", () => {
    const endings = ["*.a", "*.b", "*.c", "*.d", "*.e", "*.f", "*.g", "*.h"];
    expect(isTooComplex([endings])).toBe(false);
    expect(isTooComplex(endings.map((ending) => [ending]))).toBe(true);
  });
});
