import { describe, expect, it } from "vitest";
import { deployerPolicy } from "../../../src/stack/deployer/deployer-policy.ts";
import { bucketOfStack } from "../../../src/stack/deployer/deployer-scope.ts";
import { isOnlyOnAll, neededActions } from "../../../src/stack/deployer/needed-actions.ts";
import { typeScopes } from "../../../src/stack/deployer/type-scopes.ts";
import type { CompiledTemplate } from "../../../src/stack/plain/plain-template.ts";
import type { Properties } from "../../../src/stack/template.ts";
import { arns } from "../support/configs.ts";

const withResource = (Type: string, properties: Properties = {}): CompiledTemplate => ({
  Resources: { It: { Type, Properties: properties } },
});

const statementsOf = (template: CompiledTemplate) =>
  deployerPolicy({
    stackName: "acme-prod",
    template,
    partition: "aws",
    region: "eu-west-1",
    account: "111122223333",
    code: bucketOfStack("acme-prod"),
  }).Statement;

describe("the actions that a type needs", () => {
  it.each(Object.keys(typeScopes))("%s: some, each with an ARN to be allowed on", (type) => {
    const plain = withResource(type, { KmsKeyId: arns.key });
    const actions = neededActions(plain, type).filter((action) => !action.startsWith("kms:"));
    expect(actions.length).toBeGreaterThan(0);
    expect(() => statementsOf(plain)).not.toThrow();
  });

  it("of an unknown type are an error that says what to do", () => {
    expect(() => statementsOf(withResource("AWS::Athena::WorkGroup"))).toThrow(
      /AWS::Athena::WorkGroup is not in handlers\.json: add it to type-scopes\.ts/,
    );
  });

  it("are those of the properties that a resource has", () => {
    const bucket = "AWS::S3::Bucket";
    expect(neededActions(withResource(bucket), bucket)).not.toContain("s3:PutBucketLogging");
    const logged = withResource(bucket, { LoggingConfiguration: {} });
    expect(neededActions(logged, bucket)).toContain("s3:PutBucketLogging");
  });

  it("have KMS's only with a key of the stack, on that key alone", () => {
    const type = "AWS::Events::EventBus";
    expect(neededActions(withResource(type), type).join()).not.toContain("kms:");
    const encrypted = withResource(type, { KmsKeyIdentifier: arns.key });
    const onKeys = statementsOf(encrypted).filter(({ Action }) =>
      Action.some((name) => name.startsWith("kms:")),
    );
    expect(onKeys.map(({ Resource }) => Resource)).toEqual([[arns.key]]);
  });

  it("have those of a permissions boundary only where a role has one", () => {
    const type = "AWS::IAM::Role";
    expect(neededActions(withResource(type), type)).not.toContain("iam:PutRolePermissionsBoundary");
    const bounded = withResource(type, { PermissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" });
    expect(neededActions(bounded, type)).toContain("iam:PutRolePermissionsBoundary");
  });

  it("follow the path of roles", () => {
    const role = withResource("AWS::IAM::Role", { Path: "/hooks/" });
    const create = statementsOf(role).find(({ Action }) => Action.includes("iam:CreateRole"));
    expect(create?.Resource).toEqual(["arn:aws:iam::111122223333:role/hooks/acme-prod-*"]);
  });
});

it("what IAM takes no ARN for is allowed on all: nothing that writes, but what has no other form", () => {
  const all = Object.keys(typeScopes).flatMap((type) => neededActions(withResource(type), type));
  const writing = [...new Set(all)].filter(
    (action) => isOnlyOnAll(action) && !/:(Describe|Get|List)/.test(action),
  );
  expect(writing.sort()).toEqual([
    "chatbot:CreateMicrosoftTeamsChannelConfiguration",
    "chatbot:CreateSlackChannelConfiguration",
    "events:PutPermission",
    "events:RemovePermission",
    "lambda:CreateEventSourceMapping",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DeleteQueryDefinition",
    "logs:DeleteResourcePolicy",
    "logs:PutQueryDefinition",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "schemas:CreateDiscoverer",
  ]);
});
