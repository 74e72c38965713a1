import { expect, it } from "vitest";
import { momentOf } from "../../../src/cli/text/parse-moment.ts";

const now = new Date(2026, 10, 30, 15, 30, 0).getTime();
const local = (day: number, hour = 0, minute = 0, second = 0): number =>
  new Date(2026, 10, day, hour, minute, second).getTime();

it.each([
  ["now", now],
  ["90s", now - 90_000],
  ["15m", now - 900_000],
  ["2h", now - 7_200_000],
  ["2h ago", now - 7_200_000],
  ["3d", now - 3 * 86_400_000],
  ["1w", now - 7 * 86_400_000],
  ["today", local(30)],
  ["yesterday", local(29)],
  ["yesterday 14:30", local(29, 14, 30)],
  ["Yesterday at 9:05", local(29, 9, 5)],
  ["today 9:05:07", local(30, 9, 5, 7)],
  ["14:30", local(30, 14, 30)],
  ["2026-11-28", local(28)],
  ["2026-11-28 14:30", local(28, 14, 30)],
  ["2026-11-28T14:30", local(28, 14, 30)],
  ["2026-11-28T14:30:00Z", Date.UTC(2026, 10, 28, 14, 30)],
  ["2026-11-28T14:30:00.250+02:00", Date.UTC(2026, 10, 28, 12, 30, 0, 250)],
  [String(now), now],
])("%s", (text, ms) => {
  expect(momentOf(text, now)).toBe(ms);
});

it.each([
  "",
  "soon",
  "15",
  "m",
  "25:00",
  "14:60",
  "yesterday14:30",
  "today 2h",
  "2026-11-31",
  "2026-13-01",
  "-2h",
  "1.5h",
  "2026",
])("%j is no moment", (text) => {
  expect(momentOf(text, now)).toBeUndefined();
});
