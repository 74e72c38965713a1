import { expect, it } from "vitest";
import { makeBatches } from "../../../../src/console/api/stream/batches.ts";

/** Timers that a test runs. */
function testTimers(): {
  readonly due: { readonly ms: number; readonly call: () => void }[];
  readonly after: (ms: number, call: () => void) => void;
} {
  const due: { ms: number; call: () => void }[] = [];
  return { due, after: (ms, call) => due.push({ ms, call }) };
}

it("applies what came within a quarter of a second at once, and in order", () => {
  const timers = testTimers();
  const applied: (readonly number[])[] = [];
  const batches = makeBatches<number>((items) => applied.push(items), timers);
  batches.add([1, 2]);
  batches.add([]);
  batches.add([3]);
  expect([applied, timers.due.map(({ ms }) => ms)]).toEqual([[], [250]]);
  timers.due.shift()?.call();
  expect(applied).toEqual([[1, 2, 3]]);
  batches.add([4]);
  expect(timers.due.map(({ ms }) => ms)).toEqual([250]);
});

it("takes a flood in turns: each has a bound, and nothing is left out", () => {
  const timers = testTimers();
  const applied: (readonly number[])[] = [];
  const batches = makeBatches<number>((items) => applied.push(items), timers);
  batches.add(Array.from({ length: 5_001 }, (_, index) => index));
  const waits: number[] = [];
  for (let timer = timers.due.shift(); timer; timer = timers.due.shift()) {
    waits.push(timer.ms);
    timer.call();
  }
  expect(waits).toEqual([250, 0, 0]);
  expect(applied.map(({ length }) => length)).toEqual([2_000, 2_000, 1_001]);
  expect(applied.flat()).toEqual(Array.from({ length: 5_001 }, (_, index) => index));
});
