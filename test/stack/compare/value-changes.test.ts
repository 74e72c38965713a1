import { describe, expect, it } from "vitest";
import { idsIn, valueChanges } from "../../../src/stack/compare/value-changes.ts";

describe("the changes of a value", () => {
  it.each([
    ["nothing", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ["a member", { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [{ path: ["a", "c"], before: 2, after: 3 }]],
    ["a new member", {}, { a: 1 }, [{ path: ["a"], before: undefined, after: 1 }]],
    ["a member that is gone", { a: 1 }, {}, [{ path: ["a"], before: 1, after: undefined }]],
    ["a list, as a whole", { a: [1, 2] }, { a: [2] }, [{ path: ["a"], before: [1, 2], after: [2] }]],
    [
      "a function of CloudFormation, as a whole",
      { a: { Ref: "One" } },
      { a: { Ref: "Two" } },
      [{ path: ["a"], before: { Ref: "One" }, after: { Ref: "Two" } }],
    ],
  ] as const)("%s", (_, before, after, changes) => {
    expect(valueChanges(before, after)).toEqual(changes);
  });
});

it("finds the resources that a value refers to", () => {
  const value = {
    a: { Ref: "One" },
    b: [{ "Fn::GetAtt": ["Two", "Arn"] }, { "Fn::GetAtt": "Three.Arn" }],
    c: { "Fn::Sub": "arn:${AWS::Partition}:x:${Four}/${Five.Arn}" },
    d: "plain",
    e: 1,
  };
  expect(idsIn(value)).toEqual(["One", "Two", "Three", "Four", "Five"]);
});
