import { expect, test } from "vitest";
import { unusualSilence } from "../../../../../src/operate/deployed/doctor/traffic/silence.ts";

const hourMs = 3_600_000;
const now = 1_000 * hourMs;
/** Deliveries in these hours before now. */
const hours = (...ago: readonly number[]) => ago.map((hour) => ({ at: now - hour * hourMs, value: 1 }));
const every = (step: number, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index * step);

test("twice the longest silence before is unusual", () => {
  expect(unusualSilence(hours(...every(4, 10, 20)), now)).toEqual({
    sinceMs: now - 9 * hourMs,
    silentMs: 9 * hourMs,
    longestMs: 4 * hourMs,
  });
});

test.each([
  ["a silence as long as others before", hours(...every(24, 20, 20))],
  ["a short one of a busy source", hours(...every(1, 5, 100))],
  ["a source of which too little is known", hours(...every(1, 200, 5))],
  ["a source that never sent anything", []],
])("%s is none", (_, deliveries) => {
  expect(unusualSilence(deliveries, now)).toBeUndefined();
});

test("hours without deliveries do not count", () => {
  const quiet = every(1, 1, 100).map((hour) => ({ at: now - hour * hourMs, value: 0 }));
  expect(unusualSilence([...quiet, ...hours(...every(1, 101, 20))], now)?.silentMs).toBe(100 * hourMs);
});
