import { describe, expect, it } from "vitest";
import { detailTypeOf, entryBytes, pack } from "../../src/events/limits.ts";

const entryOf = (bytes: number, name = "e") => ({
  eventSource: "com.acme",
  detailType: name,
  detail: "x".repeat(bytes - 14 - 8 - name.length),
});

it("an entry counts 14 bytes for its time, and its source, type and detail in UTF-8", () => {
  expect(entryBytes({ eventSource: "a", detailType: "bé", detail: "{😀}" })).toBe(14 + 1 + 3 + 6);
});

describe("calls", () => {
  const sizes = (...bytes: readonly number[]) =>
    pack(bytes.map((size) => entryOf(size))).map((call) => call.map(entryBytes));

  it("there are none without entries", () => {
    expect(pack([])).toEqual([]);
  });

  it("ten entries go into one, the eleventh into the next", () => {
    const entries = Array.from({ length: 21 }, (_, place) => entryOf(100, `e${place}`));
    const calls = pack(entries);
    expect(calls.map((call) => call.length)).toEqual([10, 10, 1]);
    expect(calls.flat()).toEqual(entries);
  });

  it("stay below a million bytes", () => {
    expect(sizes(500_000, 499_999)).toEqual([[500_000, 499_999]]);
    expect(sizes(500_000, 500_000)).toEqual([[500_000], [500_000]]);
    expect(sizes(400_000, 400_000, 300_000, 600_000)).toEqual([
      [400_000, 400_000],
      [300_000, 600_000],
    ]);
  });

  it("an entry of the most bytes has its own", () => {
    expect(sizes(100, 999_999, 100)).toEqual([[100], [999_999], [100]]);
    expect(sizes(999_999)).toEqual([[999_999]]);
  });

  it("stay below the smallest limit among their entries", () => {
    const withLimits = (...limits: readonly (number | undefined)[]) => {
      const entries = limits.map((limitBytes) => ({
        ...entryOf(100_000),
        ...(limitBytes && { limitBytes }),
      }));
      return pack(entries).map((call) => call.map(({ limitBytes }) => limitBytes));
    };
    expect(withLimits(250_000, 250_000, 250_000)).toEqual([[250_000, 250_000], [250_000]]);
    expect(withLimits(undefined, undefined, 250_000, undefined)).toEqual([
      [undefined, undefined],
      [250_000, undefined],
    ]);
    expect(withLimits(250_000, undefined, undefined, undefined, undefined)).toEqual([
      [250_000, undefined],
      [undefined, undefined, undefined],
    ]);
  });

  it("one that is too large goes alone, without an empty call before it", () => {
    expect(sizes(1_000_000, 100)).toEqual([[1_000_000], [100]]);
  });
});

it("a detail type is cut to 128 characters, and a pair that the cut goes through is left out", () => {
  expect(detailTypeOf("x".repeat(129))).toBe("x".repeat(128));
  expect(detailTypeOf(`${"x".repeat(127)}😀`)).toBe("x".repeat(127));
  expect(detailTypeOf(`${"x".repeat(126)}😀y`)).toBe(`${"x".repeat(126)}😀`);
});
