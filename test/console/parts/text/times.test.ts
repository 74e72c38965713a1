import { afterAll, beforeAll, expect, it } from "vitest";
import {
  ago,
  clock,
  dateTime,
  duration,
  isSameDay,
  recentTime,
  shortClock,
  utcTime,
} from "../../../../src/console/parts/text/times.ts";

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = "Asia/Kolkata";
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const at = "2026-11-30T20:20:41.812Z";

it("moments are in the viewer's zone, and in UTC where it says so", () => {
  expect(clock(at)).toBe("01:50:41");
  expect(clock(at, { precise: true })).toBe("01:50:41.812");
  expect(shortClock(at)).toBe("01:50");
  expect(dateTime(at)).toBe("2026-12-01 01:50:41");
  expect(dateTime(Date.parse(at), { precise: true })).toBe("2026-12-01 01:50:41.812");
  expect(utcTime(at)).toBe("2026-11-30 20:20:41.812 UTC");
});

it("what is no moment is shown as it is", () => {
  expect([clock("never"), dateTime("never"), utcTime("never"), ago("never", 0)]).toEqual(
    Array.from({ length: 4 }, () => "never"),
  );
});

it("days are the viewer's", () => {
  expect(isSameDay("2026-11-30T18:29:59Z", "2026-11-30T18:30:00Z")).toBe(false);
  expect(recentTime(at, Date.parse(at))).toBe("01:50");
  expect(recentTime(at, Date.parse("2026-12-02T00:00:00Z"))).toBe("2026-12-01 01:50");
});

it("lengths have two units at most", () => {
  const lengths: readonly (readonly [number, string])[] = [
    [0, "0 ms"],
    [14, "14 ms"],
    [0.5, "0.5 ms"],
    [999, "999 ms"],
    [1_940, "1.9 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [79_000, "1 min 19 s"],
    [1_860_000, "31 min"],
    [5_400_000, "1 h 30 min"],
    [1_026_000_000, "11 d 21 h"],
    [864_000_000, "10 d"],
  ];
  expect(lengths.map(([ms]) => duration(ms))).toEqual(lengths.map(([, text]) => text));
});

it("ages are in words, and clocks that differ a little make no future", () => {
  const now = Date.parse(at);
  expect([0, 900, -900, 4_000, 65_000].map((ms) => ago(now - ms, now))).toEqual([
    "now",
    "now",
    "now",
    "4 s ago",
    "1 min 5 s ago",
  ]);
  expect(ago(now + 5_000, now)).toBe("in 5 s");
});
