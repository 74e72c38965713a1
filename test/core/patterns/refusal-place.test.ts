import { describe, expect, it } from "vitest";
import { compilePattern, InvalidPattern } from "../../../src/core/patterns/pattern.ts";
import { refusalPlace } from "../../../src/core/patterns/refusal-place.ts";

function reasonOf(pattern: string): string {
  try {
    compilePattern(pattern);
  } catch (error) {
    if (error instanceof InvalidPattern) return `${error.message}${error.position}`;
    throw error;
  }
  throw new Error("it is valid");
}

describe("refusalPlace", () => {
  it("reads line and column where AWS names them", () => {
    expect(refusalPlace(reasonOf('{\n  "source": ["a"],\n  "detail": "x"\n}'))).toEqual({
      line: 3,
      column: 14,
    });
  });

  it("is not led astray by a place that the pattern itself names", () => {
    expect(refusalPlace(reasonOf('{"line: 7, column: 9]": "x"}'))).toEqual({ line: 1, column: 26 });
  });

  it("gives undefined where there is none", () => {
    expect(refusalPlace("Event pattern is not valid. Reason: Too many $or combinations")).toBeUndefined();
  });
});
