import { describe, expect, it } from "vitest";
import { policyChanges, shortText } from "../../../src/stack/compare/policy-changes.ts";

const arn = { "Fn::GetAtt": ["Jobs", "Arn"] };
const policy = (...Statement: readonly Record<string, string | typeof arn | readonly string[]>[]) => [
  { PolicyName: "main", PolicyDocument: { Statement } },
];

describe("what a policy allows after a deployment and not before", () => {
  it("is nothing where statements are only grouped in another way", () => {
    const grouped = policy({
      Effect: "Allow",
      Action: ["sqs:SendMessage", "sqs:ReceiveMessage"],
      Resource: arn,
    });
    const apart = policy(
      { Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: arn },
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: arn },
    );
    expect(policyChanges(grouped, apart)).toEqual({ more: [], less: [] });
  });

  it("is each action on each resource", () => {
    const before = policy({ Effect: "Allow", Action: "sqs:SendMessage", Resource: arn });
    const after = policy({
      Effect: "Allow",
      Action: ["sqs:SendMessage", "sqs:DeleteMessage"],
      Resource: "*",
    });
    expect(policyChanges(before, after)).toEqual({
      more: ["Allow sqs:DeleteMessage on *", "Allow sqs:SendMessage on *"],
      less: ["Allow sqs:SendMessage on Jobs.Arn"],
    });
  });

  it("tells principals, conditions and exceptions apart", () => {
    const statement = { Effect: "Deny", NotAction: "s3:GetObject", NotResource: "arn:x", Principal: "*" };
    expect(policyChanges(undefined, policy(statement))?.more).toEqual([
      "Deny all but s3:GetObject on all but arn:x for *",
    ]);
    const strict = { ...statement, Condition: ["x"] };
    expect(policyChanges(policy(statement), policy(strict))?.more).toEqual([
      'Deny all but s3:GetObject on all but arn:x for * if ["x"]',
    ]);
  });

  it("is not asked of other values", () => {
    expect(policyChanges({ Ref: "A" }, ["b"])).toBeUndefined();
  });
});

it.each([
  ["a", "a"],
  [{ Ref: "Jobs" }, "Jobs"],
  [arn, "Jobs.Arn"],
  [{ "Fn::Sub": "${Jobs}/x" }, "${Jobs}/x"],
  [{ "Fn::Join": ["", ["a"]] }, '{"Fn::Join":["",["a"]]}'],
  [30, "30"],
] as const)("writes %j as %s", (value, text) => {
  expect(shortText(value)).toBe(text);
});
