import { expect, it } from "vitest";
import { queueSeries } from "../../../../../src/local/server/journal/figures/queue-series.ts";

const span = { from: 100_000, to: 160_000 };
const rows = (...waits: Parameters<typeof queueSeries>[0]): readonly (readonly number[])[] =>
  queueSeries(waits, span, 6).map(({ waiting = -1, oldestSeconds = -1 }) => [waiting, oldestSeconds]);

it("counts the most that waited at once in each step, and the age of the oldest", () => {
  expect(
    rows(
      { since: 111_000, until: 113_000 },
      { since: 112_000, until: 114_000 },
      { since: 113_000, until: 113_500 },
      { since: 125_000, until: 131_500 },
    ),
  ).toEqual([
    [0, 0],
    [2, 2],
    [1, 5],
    [1, 6.5],
    [0, 0],
    [0, 0],
  ]);
});

it("what came before the range waits from its beginning, and what waits still to its end", () => {
  expect(rows({ since: 40_000, until: 100_500 }, { since: 150_000 })).toEqual([
    [1, 60.5],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 10],
  ]);
});

it("leaves out what was over before the range, and what came behind it", () => {
  expect(rows({ since: 1, until: 99_000 }, { since: 160_001, until: 170_000 })).toEqual(
    Array.from({ length: 6 }, () => [0, 0]),
  );
});

it("begins each step at its time", () => {
  expect(queueSeries([], span, 6).map(({ at }) => at)).toEqual(
    [100, 110, 120, 130, 140, 150].map((seconds) => new Date(seconds * 1_000).toISOString()),
  );
});
