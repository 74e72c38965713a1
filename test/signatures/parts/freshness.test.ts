import { describe, expect, it } from "vitest";
import { parseTimestamp, refuseAge } from "../../../src/signatures/parts/freshness.ts";

describe("a timestamp", () => {
  it.each([
    ["1780000000", "s", 1_780_000_000_000],
    ["1", "s", 1_000],
    ["99999999999", "s", 99_999_999_999_000],
    ["1780000000123", "ms", 1_780_000_000_123],
    ["1780000000", "ms", 1_780_000_000],
    ["99999999999999", "ms", 99_999_999_999_999],
    ["1780000000", "unix", 1_780_000_000_000],
    ["99999999999", "unix", 99_999_999_999_000],
    ["100000000000", "unix", 100_000_000_000],
    ["1780000000123", "unix", 1_780_000_000_123],
    ["2026-05-28T20:26:40Z", "iso", 1_780_000_000_000],
    ["2026-05-28T20:26:40.5Z", "iso", 1_780_000_000_500],
    ["2026-05-28T20:26:40.123456789Z", "iso", 1_780_000_000_123],
    ["2026-05-28T22:26:40+02:00", "iso", 1_780_000_000_000],
    ["2026-05-28T12:56:40-0730", "iso", 1_780_000_000_000],
  ] as const)("%s in %s", (text, unit, ms) => {
    expect(parseTimestamp(text, unit)).toBe(ms);
  });

  const everywhere = [
    "01780000000",
    "+1780000000",
    "1780000000.0",
    "1.78e9",
    "0x6A18A580",
    "-1",
    "0",
    "NaN",
    "",
    " 1",
    "1 ",
  ];
  it.each([
    ...everywhere.flatMap((text) => (["s", "ms", "unix"] as const).map((unit) => [text, unit] as const)),
    ["100000000000", "s"],
    ["100000000000000", "ms"],
    ["100000000000000", "unix"],
    ...[
      "2026-05-28",
      "2026-05-28T20:26:40",
      "2026-05-28 20:26:40Z",
      "2026-05-28T20:26:40.Z",
      "2026-05-28T20:26:40.1234567890Z",
      "2026-05-28T25:26:40Z",
      "2026-05-28T24:00:00Z",
      "2026-02-30T20:26:40Z",
      "+012026-05-28T20:26:40Z",
      "2026-05-28T20:26:40+02:00:00",
      "1780000000",
      "yesterday",
    ].map((text) => [text, "iso"] as const),
  ] as const)("%j is not valid in %s", (text, unit) => {
    expect(parseTimestamp(text, unit)).toBeUndefined();
  });
});

describe("its age", () => {
  const nowMs = 1_780_000_000_700;
  const rules = { toleranceSeconds: 300 } as const;

  it.each([
    ["1780000000", undefined],
    ["1779999700", undefined],
    ["1779999699", "timestamp-stale", 301],
    ["1779996400", "timestamp-stale", 3_600],
    ["1780000300", undefined],
    ["1780000301", "timestamp-ahead", 301],
    ["soon", "timestamp-malformed"],
    [undefined, "timestamp-missing"],
  ])("%s in whole seconds: %s", (text, reason, offBySeconds?: number) => {
    const refusal = refuseAge(rules, text, nowMs);
    expect(refusal?.reason).toBe(reason);
    expect(refusal?.gap).toEqual(offBySeconds && { offBySeconds, windowSeconds: 300 });
  });

  it.each([
    ["1779999700700", undefined],
    ["1779999700699", "timestamp-stale", 301],
    ["1780000300700", undefined],
    ["1780000300701", "timestamp-ahead", 301],
  ])("%s in milliseconds: %s", (text, reason, offBySeconds?: number) => {
    const refusal = refuseAge({ ...rules, timestampUnit: "ms" }, text, nowMs);
    expect(refusal?.reason).toBe(reason);
    // A part of a second counts as one, so that it is never said to lie within the window.
    expect(refusal?.gap).toEqual(offBySeconds && { offBySeconds, windowSeconds: 300 });
  });

  it.each([
    ["1779900000", undefined],
    ["1779899999", "timestamp-stale", 100_001, 100_000],
    ["1780003600", undefined],
    ["1780003601", "timestamp-ahead", 3_601, 3_600],
  ])(
    "%s in a window for late attempts, which is an hour wide ahead: %s",
    (text, reason, offBySeconds?: number, windowSeconds?: number) => {
      const refusal = refuseAge({ toleranceSeconds: 100_000 }, text, nowMs);
      expect(refusal?.reason).toBe(reason);
      expect(refusal?.gap).toEqual(offBySeconds && { offBySeconds, windowSeconds });
    },
  );

  it("does not matter without a tolerance", () => {
    expect(refuseAge({}, undefined, nowMs)).toBeUndefined();
    expect(refuseAge({ toleranceSeconds: "unlimited" }, "soon", nowMs)).toBeUndefined();
  });
});
