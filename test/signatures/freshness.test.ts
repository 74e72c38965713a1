import { describe, expect, it } from "vitest";
import { parseTimestamp } from "../../src/signatures/freshness.ts";

describe("parseTimestamp", () => {
  it("reads what vendors write", () => {
    expect(parseTimestamp("1780000000", "s")).toBe(1_780_000_000_000);
    expect(parseTimestamp("1780000000123", "ms")).toBe(1_780_000_000_123);
    expect(parseTimestamp("1780000000", "unix")).toBe(1_780_000_000_000);
    expect(parseTimestamp("1780000000123", "unix")).toBe(1_780_000_000_123);
    expect(parseTimestamp("2026-05-28T20:26:40Z", "iso")).toBe(1_780_000_000_000);
    expect(parseTimestamp("2026-05-28T22:26:40+02:00", "iso")).toBe(1_780_000_000_000);
  });

  it.each(["01780000000", "+1780000000", "1780000000.0", "1.78e9", "0x6A18A580", "-1", "0", "NaN", "", " 1"])(
    "does not read %j as seconds",
    (text) => {
      expect(parseTimestamp(text, "s")).toBeUndefined();
    },
  );

  it.each(["2026-05-28", "2026-05-28T20:26:40", "2026-05-28 20:26:40Z", "1780000000", "yesterday"])(
    "does not read %j as ISO 8601",
    (text) => {
      expect(parseTimestamp(text, "iso")).toBeUndefined();
    },
  );
});
