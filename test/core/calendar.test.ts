import { expect, it } from "vitest";
import { isoMs } from "../../src/core/calendar.ts";

it.each([
  ["2026-05-28T20:26:40Z", 1_780_000_000_000],
  ["2026-05-28T20:26:40.5+02:00", 1_779_992_800_500],
  ["2028-02-29T00:00:00Z", 1_835_395_200_000],
  ["1969-12-31T23:59:59Z", -1_000],
])("%s is %i", (text, ms) => {
  expect(isoMs(text)).toBe(ms);
});

it.each([
  "2026-02-29T00:00:00Z",
  "2026-04-31T20:26:40Z",
  "2026-05-32T20:26:40Z",
  "2026-13-01T20:26:40Z",
  "2026-05-28T24:00:00Z",
  "2026-05-28T20:60:40Z",
  "2026-05-28T20:26:40+24:00",
  "soon",
])("%s is not a valid time", (text) => {
  expect(isoMs(text)).toBeUndefined();
});
