import { expect, test } from "vitest";
import { firstDifference } from "../../../src/core/patterns/first-difference.ts";

const event = JSON.stringify({
  source: "com.stripe",
  detail: {
    type: "com.stripe.invoice.paid",
    amount: 12,
    lines: [
      { sku: "a", count: 1 },
      { sku: "b", count: 2 },
    ],
    customer: { name: "Åse" },
  },
});

test.each<readonly [object, string | undefined]>([
  [{ source: ["com.stripe"], detail: { amount: [{ numeric: [">", 10] }] } }, undefined],
  [{ source: ["com.github", "x"] }, 'source is "com.stripe"; the pattern wants ["com.github","x"].'],
  [
    { source: ["com.stripe"], detail: { type: [{ prefix: "com.github" }], amount: [1] } },
    'detail.type is "com.stripe.invoice.paid"; the pattern wants [{"prefix":"com.github"}].',
  ],
  [{ detail: { amount: [13] } }, "detail.amount is 12; the pattern wants [13]."],
  [{ detail: { action: ["paid"] } }, 'detail.action is absent; the pattern wants ["paid"].'],
  [{ detail: { customer: ["Åse"] } }, 'detail.customer is an object; the pattern wants ["Åse"].'],
  [{ source: [{ exists: false }] }, 'source is "com.stripe"; the pattern wants [{"exists":false}].'],
  [{ detail: { lines: { sku: ["c"] } } }, 'detail.lines.sku is "a" and 1 more; the pattern wants ["c"].'],
  [
    { detail: { lines: { sku: ["a"], count: [2] } } },
    "Each field matches, but in different elements of one array.",
  ],
  [
    { source: ["com.stripe"], $or: [{ id: ["1"] }, { detail: { type: ["x"] } }] },
    'id is absent; the pattern wants ["1"].',
  ],
])("%j", (pattern, expected) => {
  expect(firstDifference(JSON.stringify(pattern), event)).toBe(expected);
});

test("of the alternatives it takes the one that holds furthest", () => {
  const pattern = { $or: [{ source: ["x"] }, { source: ["com.stripe"], detail: { amount: [1] } }] };
  expect(firstDifference(JSON.stringify(pattern), event)).toBe("detail.amount is 12; the pattern wants [1].");
});

test("a long value is shortened", () => {
  const long = JSON.stringify({ a: "x".repeat(200) });
  expect(firstDifference('{"a":["y"]}', long)).toBe(`a is "${"x".repeat(79)}…; the pattern wants ["y"].`);
});
