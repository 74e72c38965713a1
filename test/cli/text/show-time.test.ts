import { expect, it } from "vitest";
import { showSize } from "../../../src/cli/text/show-time.ts";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [9_999, "9,999 bytes"],
  [12_345, "12.3 KB (12,345 bytes)"],
  [1_500_000, "1.5 MB (1,500,000 bytes)"],
])("a size of %i is %s", (bytes, text) => {
  expect(showSize(bytes)).toBe(text);
});
