import { expect, it } from "vitest";
import { memoize, memoizeFor } from "../../src/core/memoize.ts";

it("makes a result once, and forgets rather than grows", () => {
  const made: string[] = [];
  const read = memoize((text) => {
    made.push(text);
    return { text };
  });
  expect(read("a")).toBe(read("a"));
  expect(made).toEqual(["a"]);
  for (let index = 0; index < 10_000; index++) read(String(index));
  expect(read("a")).toEqual({ text: "a" });
  expect(made.filter((text) => text === "a")).toHaveLength(2);
});

it("does not keep long texts", () => {
  const read = memoize((text) => ({ text }));
  expect(read("x".repeat(1_000))).not.toBe(read("x".repeat(1_000)));
});

it("makes a result once for each object", () => {
  let made = 0;
  const read = memoizeFor(({ name }: { name: string }) => ({ name, made: ++made }));
  const [one, other] = [{ name: "a" }, { name: "a" }];
  expect([read(one), read(other), read(one)]).toEqual([
    { name: "a", made: 1 },
    { name: "a", made: 2 },
    { name: "a", made: 1 },
  ]);
});
