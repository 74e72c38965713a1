import { expect, it } from "vitest";
import { textFacts, textTable } from "../../../src/cli/text/text-table.ts";

it("aligns columns, and leaves nothing at the end of a line", () => {
  expect(
    textTable(
      ["A", "LONGER", "C"],
      [
        ["one", "2", ""],
        ["", { text: "two", paint: "bad" }, "three"],
      ],
    ),
  ).toBe("A    LONGER  C\none  2\n     two     three");
});

it("shows no control characters of others", () => {
  expect(textTable(["A"], [["a\u001b[31mb\nc\u202ed"]])).toBe("A\na [31mb c d");
});

it("leaves out facts that are not there", () => {
  expect(
    textFacts([
      ["one", "1"],
      ["three", undefined],
      ["four", ""],
      ["fifth", "5"],
    ]),
  ).toBe("  one    1\n  fifth  5");
});
