import { expect, it } from "vitest";
import { replacementOf } from "../../../src/stack/compare/replacement.ts";
import { typeScopes } from "../../../src/stack/deployer/type-scopes.ts";

it.each([
  ["AWS::SQS::Queue", ["QueueName"], "always"],
  ["AWS::SQS::Queue", ["VisibilityTimeout"], "never"],
  ["AWS::Lambda::Function", ["FunctionName"], "always"],
  ["AWS::Lambda::Function", ["Environment", "Variables", "X"], "never"],
  ["AWS::DynamoDB::Table", ["KeySchema"], "maybe"],
  // A whole object that was added may hold the property that can't change.
  ["AWS::SQS::Queue", [], "always"],
  ["AWS::Nothing::Known", ["Name"], "maybe"],
] as const)("%s %j: %s", (type, path, replacement) => {
  expect(replacementOf(type, path)).toBe(replacement);
});

it("is known of every type that the bridge deploys", () => {
  const unknown = Object.keys(typeScopes).filter(
    (type) => replacementOf(type, ["NoSuchProperty"]) !== "never",
  );
  expect(unknown).toEqual([]);
});
