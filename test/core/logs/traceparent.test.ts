import { describe, expect, it } from "vitest";
import { isTraceparent, traceparentOf } from "../../../src/core/logs/traceparent.ts";

const random = (digits: number): string => "a".repeat(digits);
const fresh = `00-${"a".repeat(32)}-${"a".repeat(16)}-00`;

describe("the trace context of Lambda's own trace", () => {
  it.each([
    // The example of X-Ray's documentation.
    [
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
      "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
    ],
    [
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0",
      "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00",
    ],
    [
      "Self=1-67891234-12456789abcdef012345678;Sampled=1; Parent=53995C3F42CD8AD8;Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=a87bd80c:1|68fd508a:5",
      "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
    ],
    [
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=?",
      "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00",
    ],
  ])("%s", (trace, expected) => {
    expect(traceparentOf(trace, random)).toBe(expected);
  });
});

describe("a trace of its own", () => {
  it.each([
    ["no trace", undefined],
    ["an empty one", ""],
    ["no parent", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"],
    ["no root", "Parent=53995c3f42cd8ad8;Sampled=1"],
    ["another version", "Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"],
    ["a root with text after it", "Root=1-5759e988-bd862e3fe1be46a994272793x;Parent=53995c3f42cd8ad8"],
    ["a root of zeros", `Root=1-00000000-${"0".repeat(24)};Parent=53995c3f42cd8ad8;Sampled=1`],
    ["a parent of zeros", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=0000000000000000;Sampled=1"],
    ["a line break", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8\n00;Sampled=1"],
  ])("for %s", (_what, trace) => {
    expect(traceparentOf(trace, random)).toBe(fresh);
  });
});

it.each([
  [fresh, true],
  [fresh.toUpperCase(), false],
  [fresh.replace("00-", "01-"), false],
  [`${fresh}\n`, false],
  [`${fresh}-more`, false],
  [`00-${"0".repeat(32)}-${"a".repeat(16)}-00`, false],
  [`00-${"a".repeat(32)}-${"0".repeat(16)}-01`, false],
  [`00-${"a".repeat(31)}-${"a".repeat(16)}-01`, false],
])("%s is one that the bridge writes: %s", (text, expected) => {
  expect(isTraceparent(text)).toBe(expected);
});
