import { describe, expect, it } from "vitest";
import { parseLayout } from "../../src/signatures/layout.ts";

describe("fields of which every other one is a signature", () => {
  const layout = { encoding: "hex", fields: { timestamp: "t", signature: "*" } } as const;

  it("gives the timestamp and all signatures", () => {
    expect(parseLayout(layout, "t=1781530200, s0=AB12, s1=cd34")).toMatchObject({
      timestamp: "1781530200",
      signatures: ["ab12", "cd34"],
    });
  });

  it("refuses a timestamp alone", () => {
    expect(parseLayout(layout, "t=1781530200")).toBeUndefined();
  });
});

describe("pairs of a timestamp and a signature", () => {
  const fields = { timestamp: "t", signature: "v1" } as const;
  const layout = { encoding: "hex", separator: [" ", ","], fields } as const;

  it("gives every signature", () => {
    expect(parseLayout(layout, "t=1781530200,v1=ab12 t=1781530200,v1=cd34")).toMatchObject({
      timestamp: "1781530200",
      signatures: ["ab12", "cd34"],
    });
  });

  it("are refused when their timestamps differ", () => {
    expect(parseLayout(layout, "t=1781530200,v1=ab12 t=1781530201,v1=cd34")).toBeUndefined();
  });
});
