import { expect, it } from "vitest";
import { evenIndexes, logPlace, roundTop } from "../../../../src/console/parts/charts/scale.ts";

it("the top of an axis is round and not less than the most", () => {
  expect([0, 1, 3, 7, 9, 11, 31, 370, 4_001].map(roundTop)).toEqual([1, 1, 3, 8, 10, 20, 40, 400, 5_000]);
});

it("shares stand on a logarithmic scale from the least to 1", () => {
  const place = (share: number): number => Number(logPlace(share, 0.001).toFixed(2));
  expect([0, 0.0005, 0.001, 0.01, 0.1, 0.5, 1, 3].map(place)).toEqual([0, 0, 0, 0.33, 0.67, 0.9, 1, 1]);
});

it("labels are evenly apart, the first and the last among them", () => {
  expect(evenIndexes(60, 5)).toEqual([0, 15, 30, 44, 59]);
  expect([evenIndexes(2, 5), evenIndexes(1, 5), evenIndexes(0, 5)]).toEqual([[0, 1], [0], []]);
});
