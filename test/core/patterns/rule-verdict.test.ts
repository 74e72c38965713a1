import { expect, it } from "vitest";
import { ruleVerdict } from "../../../src/core/patterns/rule-verdict.ts";

const envelope = '{"source":"com.github","detail":{"action":"opened"}}';
const fits = '{"source":["com.github"]}';
const fitsNot = '{"detail":{"action":["closed"]}}';

it.each([
  ["gets what matches", { pattern: fits, isEnabled: true }, {}],
  ["gets nothing while it is disabled", { pattern: fits, isEnabled: false }, { why: "the rule is disabled" }],
  [
    "gets no event on a schedule",
    { pattern: undefined, isEnabled: true },
    { why: "the rule has a schedule and no pattern" },
  ],
  [
    "names the field that differs before anything else",
    { pattern: fitsNot, isEnabled: false },
    {
      why: expect.stringContaining("detail.action"),
      field: { field: "detail.action", matched: false, why: "is opened, needs closed" },
    },
  ],
])("a rule %s", (_what, rule, verdict) => {
  expect(ruleVerdict(rule, envelope)).toEqual(verdict);
});
