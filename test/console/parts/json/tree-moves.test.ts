import { describe, expect, it } from "vitest";
import { jsonRows } from "../../../../src/console/parts/json/json-rows.ts";
import { treeMove } from "../../../../src/console/parts/json/tree-moves.ts";

// 0 {, 1 a {, 2 b, 3 }, 4 c [..], 5 }
const rows = jsonRows('{"a":{"b":1},"c":[2]}', {
  isOpen: (at) => at < 10,
  shown: () => 100,
});

describe("treeMove", () => {
  it("goes up and down over items, and never to a closing bracket", () => {
    expect(rows.map(({ row }) => row)).toEqual(["open", "open", "leaf", "close", "folded", "close"]);
    expect(treeMove(rows, 2, "ArrowDown")).toEqual({ focus: 4 });
    expect(treeMove(rows, 4, "ArrowDown")).toEqual({ focus: 4 });
    expect(treeMove(rows, 4, "ArrowUp")).toEqual({ focus: 2 });
    expect(treeMove(rows, 0, "ArrowUp")).toEqual({ focus: 0 });
    expect(treeMove(rows, 2, "Home")).toEqual({ focus: 0 });
    expect(treeMove(rows, 0, "End")).toEqual({ focus: 4 });
  });

  it("unfolds and enters to the right, folds and leaves to the left", () => {
    expect(treeMove(rows, 4, "ArrowRight")).toEqual({ toggle: rows[4], open: true });
    expect(treeMove(rows, 1, "ArrowRight")).toEqual({ focus: 2 });
    expect(treeMove(rows, 2, "ArrowRight")).toBeUndefined();
    expect(treeMove(rows, 2, "ArrowLeft")).toEqual({ focus: 1 });
    expect(treeMove(rows, 1, "ArrowLeft")).toEqual({ toggle: rows[1], open: false });
  });

  it("uses a plain value with Enter, and leaves other keys alone", () => {
    expect(treeMove(rows, 2, "Enter")).toEqual({ use: rows[2] });
    expect(treeMove(rows, 1, " ")).toEqual({ toggle: rows[1], open: false });
    expect(treeMove(rows, 1, "j")).toBeUndefined();
  });
});
