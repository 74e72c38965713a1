import { expect, it } from "vitest";
import type { AllowStatement } from "../../../src/stack/deployer/deployer-scope.ts";
import { charactersOf, policyParts } from "../../../src/stack/deployer/policy-parts.ts";

const statement = (index: number, length: number): AllowStatement => ({
  Effect: "Allow",
  Action: [`sqs:${"A".repeat(length)}${index}`],
  Resource: ["*"],
});
const policyOf = (count: number, length: number) => ({
  Version: "2012-10-17" as const,
  Statement: Array.from({ length: count }, (_, index) => statement(index, length)),
});

it("a policy that fits stays one", () => {
  expect(policyParts(policyOf(3, 100))).toEqual([policyOf(3, 100)]);
});

it("a longer one becomes parts that fit, with the same statements in the same order", () => {
  const policy = policyOf(30, 1_000);
  const parts = policyParts(policy);
  expect(parts.length).toBe(6);
  for (const part of parts) expect(charactersOf(part)).toBeLessThanOrEqual(6_144);
  expect(parts.flatMap(({ Statement }) => Statement)).toEqual(policy.Statement);
});

it("white space is not counted", () => {
  const spaced = { ...policyOf(1, 10), Statement: [{ ...statement(0, 10), Sid: "a b" }] };
  const dense = { ...policyOf(1, 10), Statement: [{ ...statement(0, 10), Sid: "ab" }] };
  expect(charactersOf(spaced)).toBe(charactersOf(dense));
});
