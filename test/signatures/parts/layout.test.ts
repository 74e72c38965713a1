import { describe, expect, it } from "vitest";
import { factsOf } from "../../../src/core/facts.ts";
import type { SignatureLayout } from "../../../src/core/signature.ts";
import { layoutLocations, parseLayout, readSignatures } from "../../../src/signatures/parts/layout.ts";
import { requestOf } from "../../support/judged.ts";

const hex: SignatureLayout = { encoding: "hex" };

/** The signatures and the timestamp of a header value. */
const parsed = (layout: SignatureLayout, value: string) => {
  const found = parseLayout(layout, value);
  return found && [found.timestamp, ...found.signatures];
};

describe("one signature", () => {
  it("is the whole value", () => {
    expect(parsed(hex, "AB12")).toEqual([undefined, "ab12"]);
    expect(parsed({ encoding: "base64" }, "Ab1=")).toEqual([undefined, "Ab1="]);
    expect(parsed({ encoding: "base64url" }, "Ab1=")).toEqual([undefined, "Ab1"]);
    expect(parsed({ encoding: "base64url" }, "Ab==")).toEqual([undefined, "Ab"]);
    expect(parsed({ encoding: "base64url" }, "A=b===")).toEqual([undefined, "A=b="]);
    expect(parsed(hex, "")).toBeUndefined();
    expect(parsed(hex, " ab,cd")).toEqual([undefined, " ab,cd"]);
    expect([...(parseLayout(hex, "ab")?.fields ?? [["no fields", ""]])]).toEqual([]);
  });

  it("has the prefix, which alone is not a signature", () => {
    const layout = { ...hex, prefix: "sha256=" };
    expect(parsed(layout, "sha256=AB")).toEqual([undefined, "ab"]);
    for (const value of ["AB", "sha1=AB", "sha256=", "SHA256=AB", ""])
      expect(parsed(layout, value)).toBeUndefined();
  });
});

describe("several signatures", () => {
  const layout = { ...hex, separator: "," };

  it("stand between separators, blanks and empty ones left out", () => {
    expect(parsed(layout, "AB, cd ,,ef")).toEqual([undefined, "ab", "cd", "ef"]);
    expect(parsed(layout, " , ,")).toBeUndefined();
    expect(parsed({ ...hex, separator: "|" }, "ab|cd")).toEqual([undefined, "ab", "cd"]);
    expect(parsed({ ...hex, separator: " ]^-\\" }, "a b]c^d-e\\f")).toEqual([undefined, ..."abcdef"]);
    expect(parsed({ ...hex, separator: "a-c" }, "1b2-3a4c5")).toEqual([undefined, "1b2", "3", "4", "5"]);
  });

  it("are those with the prefix", () => {
    expect(parsed({ ...layout, prefix: "v1=" }, "v1=ab,v2=cd,v1=ef")).toEqual([undefined, "ab", "ef"]);
    expect(parsed({ ...layout, prefix: "v1=" }, "v2=cd")).toBeUndefined();
  });

  it("are sixteen at most", () => {
    expect(parsed(layout, Array(16).fill("ab").join(","))).toHaveLength(17);
    expect(parsed(layout, Array(17).fill("ab").join(","))).toBeUndefined();
    // Twice as many parts are too many, wherever the signature stands.
    expect(parsed(layout, `ab${",".repeat(31)}`)).toEqual([undefined, "ab"]);
    expect(parsed(layout, `ab${",".repeat(32)}`)).toBeUndefined();
    expect(parsed(layout, `${",".repeat(31)}ab`)).toEqual([undefined, "ab"]);
    expect(parsed(layout, `${",".repeat(32)}ab`)).toBeUndefined();
    const both: SignatureLayout = { ...hex, separator: " ," };
    expect(parsed(both, `${", ".repeat(15)},ab`)).toEqual([undefined, "ab"]);
    expect(parsed(both, `${", ".repeat(16)}ab`)).toBeUndefined();
    expect(parsed(both, `ab${", ".repeat(16)}`)).toBeUndefined();
    expect(parsed(both, `ab${" ".repeat(32)}`)).toBeUndefined();
  });

  it("are as many as the layout allows", () => {
    const many = { ...layout, mostSignatures: 100 };
    expect(parsed(many, Array(100).fill("ab").join(","))).toHaveLength(101);
    expect(parsed(many, Array(101).fill("ab").join(","))).toBeUndefined();
    expect(parsed(many, `${",".repeat(199)}ab`)).toEqual([undefined, "ab"]);
    expect(parsed(many, `${",".repeat(200)}ab`)).toBeUndefined();
    const headers = Array.from({ length: 101 }, (_, index) => `x-${index}`);
    const sent = (count: number) =>
      Object.fromEntries(headers.slice(0, count).map((name): [string, string] => [name, "ab"]));
    const read = (count: number) =>
      readSignatures(
        { ...hex, header: headers, mostSignatures: 100 },
        factsOf(requestOf({ headers: sent(count) })),
      );
    expect(read(100)).toMatchObject({ signatures: Array(100).fill("ab") });
    expect(read(101)).toBeUndefined();
  });

  it("follow the timestamp, where it stands first", () => {
    const first: SignatureLayout = { ...hex, separator: ":", parts: "timestamp-first" };
    expect(parsed(first, "1780000000:ab:cd")).toEqual(["1780000000", "ab", "cd"]);
    expect(parsed(first, " 1780000000 : ab")).toEqual(["1780000000", "ab"]);
    expect(parsed(first, "1780000000")).toBeUndefined();
    expect(parsed({ ...hex, parts: "timestamp-first" }, "1780000000,ab")).toEqual(["1780000000", "ab"]);
  });
});

describe("fields", () => {
  const layout: SignatureLayout = { ...hex, fields: { timestamp: "t", signature: "v1" } };

  it("are read by their names", () => {
    expect(parsed(layout, "t=1780000000,v1=AB,v0=cd, v1=ef")).toEqual(["1780000000", "ab", "ef"]);
    expect(parsed(layout, "v1=ab")).toEqual([undefined, "ab"]);
    expect(parsed(layout, "t=1,v1=")).toBeUndefined();
    expect(parsed(layout, "t=1")).toBeUndefined();
    expect(parsed(layout, "v1,=ab")).toBeUndefined();
  });

  it("are all kept, except those without a name", () => {
    const found = parseLayout(layout, "t=1,v1=ab,key=x=y,=z,w");
    expect([...(found?.fields ?? [])]).toEqual([
      ["t", "1"],
      ["v1", "ab"],
      ["key", "x=y"],
    ]);
  });

  it("have one timestamp", () => {
    expect(parsed(layout, "t=1,t=1,v1=ab")).toEqual(["1", "ab"]);
    expect(parsed(layout, "t=1,t=2,v1=ab")).toBeUndefined();
  });

  it("can have other assignment and separator characters", () => {
    const other: SignatureLayout = { ...layout, separator: ";", assign: ": " };
    expect(parsed(other, "t: 1; v1: ab")).toEqual(["1", "ab"]);
  });

  it("are signatures under any name where the layout says so, except the timestamp", () => {
    const any: SignatureLayout = { ...hex, fields: { timestamp: "t", signature: "*" } };
    expect(parsed(any, "t=1781530200, s0=AB12, s1=cd34")).toEqual(["1781530200", "ab12", "cd34"]);
    expect(parsed(any, "a=b=AB12")).toEqual([undefined, "ab12"]);
    expect(parsed(any, "t=1781530200")).toBeUndefined();
  });

  it("stand in pairs", () => {
    const pairs: SignatureLayout = { ...layout, separator: " ," };
    expect(parsed(pairs, "t=1,v1=ab t=1,v1=cd")).toEqual(["1", "ab", "cd"]);
    expect(parsed(pairs, "t=1,v1=ab t=2,v1=cd")).toBeUndefined();
  });
});

describe("where signatures stand", () => {
  it("is a header, several, or elsewhere", () => {
    expect(layoutLocations({ header: "x-a" })).toEqual(["header:x-a"]);
    expect(layoutLocations({ header: ["x-a", "x-b"] })).toEqual(["header:x-a", "header:x-b"]);
    expect(layoutLocations({ from: "query:sig" })).toEqual(["query:sig"]);
    expect(layoutLocations({})).toEqual([]);
  });

  const read = (layout: SignatureLayout, headers: Record<string, string>) => {
    const found = readSignatures(layout, factsOf(requestOf({ headers })));
    return found === "missing" || found === undefined ? found : [found.timestamp, ...found.signatures];
  };
  const two: SignatureLayout = { ...hex, header: ["x-a", "x-b"], prefix: "v=" };

  it("may be several places, of which those count that have the layout", () => {
    expect(read(two, { "x-a": "v=ab", "x-b": "v=cd" })).toEqual([undefined, "ab", "cd"]);
    expect(read(two, { "x-b": "v=cd" })).toEqual([undefined, "cd"]);
    expect(read(two, { "x-a": "ab", "x-b": "v=cd" })).toEqual([undefined, "cd"]);
    expect(read(two, { "x-a": "v=ab", "x-b": "cd" })).toEqual([undefined, "ab"]);
  });

  it("gives undefined for a value without the layout", () => {
    expect(read(two, {})).toBe("missing");
    expect(read(two, { "x-a": "" })).toBe("missing");
    expect(read(two, { "x-a": "ab" })).toBeUndefined();
    expect(read(two, { "x-a": "ab", "x-b": "cd" })).toBeUndefined();
  });

  it("holds sixteen at most in all", () => {
    const lists: SignatureLayout = { ...hex, header: ["x-a", "x-b"], separator: "," };
    const many = (count: number) => Array(count).fill("ab").join(",");
    expect(read(lists, { "x-a": many(8), "x-b": many(8) })).toHaveLength(17);
    expect(read(lists, { "x-a": many(8), "x-b": many(9) })).toBeUndefined();
  });
});
