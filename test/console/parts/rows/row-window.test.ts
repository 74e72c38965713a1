import fc from "fast-check";
import { expect, it } from "vitest";
import { mostDrawn, rowWindow, scrollTo } from "../../../../src/console/parts/rows/row-window.ts";

const view = { rowHeight: 32, height: 800, count: 100_000 };

it("draws what is seen, with some rows around", () => {
  expect(rowWindow({ ...view, top: 0 })).toMatchObject({ first: 0, end: 37 });
  expect(rowWindow({ ...view, top: -300 })).toMatchObject({ first: 0, end: 28 });
  expect(rowWindow({ ...view, top: 32_000 })).toEqual({
    first: 988,
    end: 1_037,
    firstSeen: 1_000,
    endSeen: 1_025,
  });
  expect(rowWindow({ ...view, top: 32 * 100_000 - 800 })).toMatchObject({ first: 99_963, end: 100_000 });
  expect(rowWindow({ ...view, count: 0, top: 0 })).toMatchObject({ first: 0, end: 0 });
});

it("draws all that is seen and at most 60 rows, unless a screen is higher than that", () => {
  fc.assert(
    fc.property(
      fc.record({
        top: fc.integer({ min: -2_000, max: 4_000_000 }),
        height: fc.integer({ min: 1, max: 3_000 }),
        rowHeight: fc.constantFrom(32, 48),
        count: fc.integer({ min: 0, max: 100_000 }),
      }),
      (seen) => {
        const { first, end } = rowWindow(seen);
        const seenRows = Math.ceil(seen.height / seen.rowHeight) + 1;
        expect(end - first).toBeLessThanOrEqual(Math.max(mostDrawn, seenRows));
        for (let place = 0; place < seen.count; place += 997) {
          const isSeen =
            (place + 1) * seen.rowHeight > seen.top && place * seen.rowHeight < seen.top + seen.height;
          if (isSeen) expect(place >= first && place < end).toBe(true);
        }
      },
    ),
  );
});

it("scrolls no further than to see a row whole", () => {
  expect(scrollTo(10, { ...view, top: 0 })).toBe(0);
  expect(scrollTo(25, { ...view, top: 0 })).toBe(32);
  expect(scrollTo(2, { ...view, top: 100 })).toBe(-36);
});
