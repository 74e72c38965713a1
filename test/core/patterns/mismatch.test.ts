import { expect, test } from "vitest";
import { mismatch } from "../../../src/core/patterns/mismatch.ts";

const event = JSON.stringify({
  source: "com.acme",
  "detail-type": "order.paid",
  detail: {
    id: 12345678901234567890n.toString(),
    amount: 5,
    items: [
      { sku: "a", count: 1 },
      { sku: "b", count: 2 },
    ],
  },
});
const why = (pattern: object): string | undefined => mismatch(JSON.stringify(pattern), event);

test.each([
  [{ source: ["com.acme"] }, undefined],
  [{ source: ["com.other"] }, 'source: the pattern wants ["com.other"], the event has "com.acme"'],
  [
    { source: ["com.acme"], detail: { kind: ["x"] } },
    'detail.kind: the pattern wants ["x"], the event has no such field',
  ],
  [
    { detail: { amount: [{ numeric: [">", 10] }] } },
    'detail.amount: the pattern wants [{"numeric":[">",10]}], the event has 5',
  ],
  [
    { detail: { items: { sku: ["c"] } } },
    'detail.items.sku: the pattern wants ["c"], the event has "a", "b"',
  ],
  [
    { detail: { items: { sku: ["a"], count: [2] } } },
    "each condition holds, but not all of them in one element of an array",
  ],
  [
    {
      $or: [
        { source: ["a"], "detail-type": ["b"] },
        { source: ["com.acme"], "detail-type": ["c"] },
      ],
    },
    'detail-type: the pattern wants ["c"], the event has "order.paid"',
  ],
])("%j", (pattern, expected) => {
  expect(why(pattern)).toBe(expected);
});

test("a pattern that is not valid says so, and long values are cut", () => {
  expect(mismatch("{}", event)).toMatch(/^the pattern is not valid: Empty objects are not allowed/);
  const long =
    mismatch(JSON.stringify({ a: ["x".repeat(500)] }), JSON.stringify({ a: "y".repeat(500) })) ?? "";
  expect(long.length).toBeLessThan(320);
  expect(long).toContain("…");
});
