import { inspect } from "node:util";
import { expect, it } from "vitest";
import { followPrintedError } from "../../../src/local/lambda/printed-error.ts";

/** What is taken of something that is printed, line by line. */
function takenOf(printed: unknown): string | undefined {
  const { note, take } = followPrintedError();
  for (const line of inspect(printed).split("\n")) note(line);
  return take();
}

const bare = (error: Error): Error => Object.assign(error, { stack: undefined });

it.each([
  ["an error with its stack", new TypeError("no login"), "TypeError: no login"],
  ["one of a class", new (class OrderError extends Error {})("no order"), /^(Order)?Error: no order$/],
  [
    "one with a cause and more members",
    Object.assign(new TypeError("fetch failed", { cause: new Error("inner") }), { status: 1 }),
    "TypeError: fetch failed",
  ],
  ["one without a stack", bare(new Error("short")), "Error: short"],
  ["a message of several lines: the first", new Error("one\ntwo"), "Error: one"],
  ["a long one: its beginning", new Error("x".repeat(500)), /^Error: x{193}…$/],
])("takes %s", (_, printed, taken) => {
  expect(takenOf(printed)).toMatch(taken);
});

it.each(["Error", "can't: Error: indented", "    at f (Error: x)", "no Errors here", "handled 2 events"])(
  "takes nothing of %o",
  (line) => {
    const { note, take } = followPrintedError();
    note(line);
    expect(take()).toBeUndefined();
  },
);

it("takes the last one, once", () => {
  const { note, take } = followPrintedError();
  for (const line of ["Error: first", "some text", "RangeError: second", "    at there"]) note(line);
  expect(take()).toBe("RangeError: second");
  expect(take()).toBeUndefined();
});
