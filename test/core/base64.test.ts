import { describe, expect, it } from "vitest";
import { decodeBase64 } from "../../src/core/base64.ts";

describe("base64", () => {
  it.each(["", "AA==", "AAA=", "AAAA", "////", "ab+/"])("%j is what its bytes encode to", (text) => {
    expect(Buffer.from(decodeBase64(text) ?? "x").toString("base64")).toBe(text);
  });

  it.each([
    "A",
    "AA",
    "AAA",
    "A===",
    "====",
    "AA=A",
    "AAAA====",
    "AA==AAAA",
    "AAA\n",
    "AA A",
    " AAA",
    "AA-A",
    "AA_A",
    "AAé=",
    "AAA%",
  ])("%j is refused", (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
