import { describe, expect, test } from "vitest";
import { type Json, parseJson } from "../../src/core/json/json.ts";
import { leavesByPath } from "../../src/core/patterns/event-leaves.ts";
import { compilePattern, InvalidPattern, type Pattern } from "../../src/core/patterns/pattern.ts";
import { corpus } from "./corpus.ts";

interface PatternCase {
  readonly name: string;
  readonly expected: "match" | "nomatch" | "invalid" | "invalid-event";
  readonly pattern: Json;
  readonly patternText?: string;
  readonly event: Json;
  readonly eventText?: string;
}

const cases = corpus<PatternCase>("event-patterns.json");

function verdict(given: PatternCase): PatternCase["expected"] {
  let pattern: Pattern;
  try {
    pattern = compilePattern(given.patternText ?? JSON.stringify(given.pattern));
  } catch (error) {
    if (error instanceof InvalidPattern) return "invalid";
    throw error;
  }
  const event = given.eventText ?? JSON.stringify(given.event);
  if (!parseJson(event)) return "invalid-event";
  return pattern.matches(leavesByPath(event)) ? "match" : "nomatch";
}

describe("event patterns", () => {
  test("the corpus is whole", () => {
    expect(cases.length).toBeGreaterThanOrEqual(747);
  });

  test.each(cases.map((given, index) => ({ ...given, title: `${index} ${given.name}` })))(
    "$title",
    (given) => {
      expect(verdict(given)).toBe(given.expected);
    },
  );
});
