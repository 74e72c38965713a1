import { describe, expect, it } from "vitest";
import { countMembers, type JsonRow, jsonRows } from "../../../../src/console/parts/json/json-rows.ts";

const openAll = { isOpen: () => true, shown: () => 100 };

const lines = (rows: readonly JsonRow[]): readonly string[] =>
  rows.map(
    ({ row, depth, key, text, count, comma }) =>
      `${depth} ${row} ${key ?? ""} ${text ?? count ?? ""}${comma ? "," : ""}`,
  );

describe("jsonRows", () => {
  it("keeps numbers, escapes and equal keys as they were sent", () => {
    const text = ' {"id": 12345678901234567890, "e":1E400,"z":-0 , "s":"\\u0041\\"", "s":null, "":true}';
    expect(lines(jsonRows(text, openAll))).toEqual([
      "0 open  6",
      '1 leaf "id" 12345678901234567890,',
      '1 leaf "e" 1E400,',
      '1 leaf "z" -0,',
      '1 leaf "s" "\\u0041\\"",',
      '1 leaf "s" null,',
      '1 leaf "" true',
      "0 close  ",
    ]);
  });

  it("shows what is folded with its number of members, and empty values whole", () => {
    const text = '{"a":{"b":[1,{"c":2}]},"d":[],"e":{}}';
    const rows = jsonRows(text, { ...openAll, isOpen: (_, depth) => depth < 2 });
    expect(lines(rows)).toEqual([
      "0 open  3",
      '1 open "a" 1',
      '2 folded "b" 2',
      "1 close  ,",
      '1 folded "d" 0,',
      '1 folded "e" 0',
      "0 close  ",
    ]);
    expect(rows.map(({ path }) => path.join("/"))).toEqual(["", "a", "a/b", "a", "d", "e", ""]);
  });

  it("shows the first elements of a long list and counts the rest", () => {
    const text = JSON.stringify(Array.from({ length: 1_234 }, (_, index) => index));
    const rows = jsonRows(text, { ...openAll, shown: () => 3 });
    expect(lines(rows)).toEqual([
      "0 open  1234",
      "1 leaf  0,",
      "1 leaf  1,",
      "1 leaf  2,",
      "1 more  1231",
      "0 close  ",
    ]);
  });

  it("shows a value that is no object", () => {
    expect(lines(jsonRows(' "x" ', openAll))).toEqual(['0 leaf  "x"']);
    expect(lines(jsonRows("[ ]", openAll))).toEqual(["0 folded  0"]);
  });
});

describe("countMembers", () => {
  it("counts members, not what is in them", () => {
    expect(countMembers('{"a":[1,2,3],"b":{"c":1}}', 0)).toBe(2);
    expect(countMembers('["a,b",[1,2]]', 0)).toBe(2);
  });
});
