import { expect, it } from "vitest";
import { type LoadedPage, makeRowList, type RowList } from "../../../../src/console/parts/rows/row-list.ts";

interface Row {
  readonly id: string;
  readonly word?: string;
}

/** A list of the API with this many rows, by number; the newest is 0. Its cursors are places. */
const apiOf = (count: number, size = 10) => {
  const rows = (from: number): readonly Row[] =>
    Array.from({ length: Math.max(0, Math.min(size, count - from)) }, (_, index) => ({
      id: String(from + index),
    }));
  const page = (from: number): LoadedPage<Row> => ({
    items: rows(from),
    next: from + size < count ? String(from + size) : null,
    previous: String(from),
  });
  return {
    newest: () => page(0),
    older: (cursor: string) => page(Number(cursor)),
    /** The page before a cursor, as `after` gives it. */
    newer: (cursor: string) => page(Math.max(0, Number(cursor) - size)),
  };
};

const idsOf = (list: RowList<Row>): readonly (string | undefined)[] =>
  Array.from({ length: list.end() - list.skipped() }, (_, index) => list.at(list.skipped() + index)?.id);
const numbers = (from: number, end: number): readonly string[] =>
  Array.from({ length: end - from }, (_, index) => String(from + index));

it("pages to the end and back, and keeps a bounded number of rows at their places", () => {
  const api = apiOf(75);
  const list = makeRowList<Row>(30);
  list.addOlder(api.newest());
  for (let next = list.olderCursor(); typeof next === "string"; next = list.olderCursor())
    list.addOlder(api.older(next));
  expect([list.skipped(), list.end(), list.letGo()]).toEqual([50, 75, 0]);
  expect(idsOf(list)).toEqual(numbers(50, 75));
  expect(list.at(49)).toBeUndefined();
  expect(list.placeOf("60")).toBe(60);
  for (let cursor = list.newerCursor(); typeof cursor === "string"; cursor = list.newerCursor())
    list.addNewer(api.newer(cursor));
  expect([list.skipped(), list.newerCursor()]).toEqual([0, null]);
  expect(idsOf(list)).toEqual(numbers(0, 30));
  expect(list.letGo()).toBe(45);
  // And down again from where it was cut.
  expect(list.olderCursor()).toBe("30");
});

it("leaves out what has happened since, when it reads newer rows again", () => {
  const list = makeRowList<Row>(20);
  for (const from of [0, 10, 20])
    list.addOlder({ items: [...numbers(from, from + 10)].map((id) => ({ id })), next: "x", previous: "y" });
  expect(list.skipped()).toBe(10);
  list.addNewer({
    items: [{ id: "news" }, ...[...numbers(0, 10)].map((id) => ({ id }))],
    next: "n",
    previous: "p",
  });
  expect(list.has("news")).toBe(false);
  expect(idsOf(list)).toEqual(numbers(0, 20));
});

it("puts news in front, says how many old rows it let go, and where only a time can say how to read on", () => {
  const list = makeRowList<Row>(20);
  list.addOlder({ items: [...numbers(0, 20)].map((id) => ({ id })), next: "20", previous: "0" });
  for (let number = 1; number <= 25; number++) list.addNews([{ id: `new ${number}` }]);
  expect(list.at(0)).toEqual({ id: "new 25" });
  expect(list.end()).toBeLessThanOrEqual(25);
  expect(list.letGo()).toBe(20);
  expect(list.olderCursor()).toBeUndefined();
});

it("shows a row once, as it is now", () => {
  const list = makeRowList<Row>();
  list.addOlder({ items: [{ id: "a", word: "queued" }], next: null, previous: "1" });
  expect(list.update({ id: "a", word: "published" })).toBe(true);
  expect(list.update({ id: "b" })).toBe(false);
  list.addNews([{ id: "c" }, { id: "a", word: "again" }]);
  expect(idsOf(list)).toEqual(["c", "a"]);
  expect(list.at(1)).toEqual({ id: "a", word: "again" });
  expect([list.has("b"), list.placeOf("b")]).toEqual([false, -1]);
});

it("finds the way back to the newest also where the stream had brought them", () => {
  const api = apiOf(60);
  const list = makeRowList<Row>(30);
  list.addOlder(api.newest());
  list.addNews([...numbers(0, 12)].map((id) => ({ id: `new ${id}` })));
  for (
    let next = list.olderCursor();
    typeof next === "string" && list.skipped() === 0;
    next = list.olderCursor()
  )
    list.addOlder(api.older(next));
  expect(list.skipped()).toBe(12);
  expect(list.at(12)?.id).toBe("0");
  expect(list.newerCursor()).toBe("0");
});
