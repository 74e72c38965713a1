import { expect, it } from "vitest";
import { fixedTable } from "../../bench/page/costs.ts";

it("has what is paid by the month for so many sources, also where one stack can't hold all alarms", () => {
  const rows = fixedTable()
    .split("\n")
    .slice(2)
    .map((line) => line.split("|").map((cell) => cell.trim()));
  expect(rows.map(([, sources]) => sources)).toEqual(["1", "5", "10", "50", "100"]);
  expect(rows.map(([, , usual]) => usual)).toEqual(rows.map(() => expect.stringMatching(/^\$[0-9.]+$/)));
  expect(rows.at(-1)?.[3]).toBe("more than one stack holds");
});
