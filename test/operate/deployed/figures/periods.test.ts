import { describe, expect, it } from "vitest";
import { alignedRange, stepSeconds, wholePeriod } from "../../../../src/operate/deployed/figures/periods.ts";

const now = Date.UTC(2026, 10, 30, 12);
const hour = 3_600_000;
const day = 24 * hour;

describe("periods that CloudWatch has", () => {
  it.each([
    ["an hour", now - hour, now, 60],
    ["a day", now - day, now, 900],
    ["a week", now - 7 * day, now, 10_800],
    ["a month", now - 30 * day, now, 86_400],
    ["two years", now - 730 * day, now, 86_400],
    [
      "an hour of the last month, of which there are no minutes any more",
      now - 20 * day,
      now - 20 * day + hour,
      300,
    ],
    [
      "an hour of the last quarter, of which there are only hours",
      now - 80 * day,
      now - 80 * day + hour,
      3_600,
    ],
  ])("%s", (_what, from, to, seconds) => {
    expect(stepSeconds({ from, to }, now)).toBe(seconds);
  });

  it("for percentiles hold the whole range, a day at most", () => {
    expect(wholePeriod({ from: now - 90 * 60_000, to: now }, now)).toBe(5_400);
    expect(wholePeriod({ from: now - 61_000, to: now }, now)).toBe(120);
    expect(wholePeriod({ from: now, to: now }, now)).toBe(60);
    expect(wholePeriod({ from: now - 7 * day, to: now }, now)).toBe(86_400);
    expect(wholePeriod({ from: now - 20 * day, to: now - 20 * day + 100_000 }, now)).toBe(300);
  });

  it("begin and end with whole steps", () => {
    expect(alignedRange({ from: now + 1, to: now + 2 }, 60)).toEqual({ from: now, to: now + 60_000 });
    expect(alignedRange({ from: now, to: now + 60_000 }, 60)).toEqual({ from: now, to: now + 60_000 });
  });
});
