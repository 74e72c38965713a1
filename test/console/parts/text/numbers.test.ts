import { expect, it } from "vitest";
import { bytes, count, percent, plural, shortNumber } from "../../../../src/console/parts/text/numbers.ts";

it("numbers have thousands separators, and their noun", () => {
  expect([0, 999, 1_000, 18_412, 1_234_567].map(count)).toEqual(["0", "999", "1,000", "18,412", "1,234,567"]);
  expect(plural(1, "request")).toBe("1 request");
  expect(plural(2_104, "request")).toBe("2,104 requests");
  expect(plural(0, "bus", "buses")).toBe("0 buses");
});

it("short numbers keep the digits that count", () => {
  expect([1.94, 1.96, 0.2227, 64.4, 5.06, 9.96, 0, 0.00012].map((one) => shortNumber(one))).toEqual([
    "1.9",
    "2",
    "0.22",
    "64",
    "5.1",
    "10",
    "0",
    "0.00012",
  ]);
});

it("sizes are exact as long as limits are near, then short", () => {
  expect([1, 3_412, 9_999, 10_000, 262_144, 4_500_000].map(bytes)).toEqual([
    "1 byte",
    "3,412 bytes",
    "9,999 bytes",
    "10 KB",
    "262 KB",
    "4.5 MB",
  ]);
});

it("shares are percent with a space", () => {
  expect([0.0022, 0.64, 0, 1].map(percent)).toEqual(["0.22 %", "64 %", "0 %", "100 %"]);
  expect(percent(0.00005)).toBe("under 0.1 %");
});
