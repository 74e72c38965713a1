import { describe, expect, it } from "vitest";
import { parseLayout } from "../../src/signatures/layout.ts";

describe("fields of which every other one is a signature", () => {
  const layout = { encoding: "hex", fields: { timestamp: "t", signature: "*" } } as const;

  it("gives the timestamp and all signatures", () => {
    expect(parseLayout(layout, "t=1781530200, s0=AB12, s1=cd34")).toEqual({
      timestamp: "1781530200",
      signatures: ["ab12", "cd34"],
    });
  });

  it("refuses a timestamp alone", () => {
    expect(parseLayout(layout, "t=1781530200")).toBeUndefined();
  });
});
