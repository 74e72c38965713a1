import { describe, expect, it } from "vitest";
import {
  artifactsOf,
  type CompiledTemplate,
  plainTemplate,
} from "../../../src/stack/plain/plain-template.ts";

const functionOf = (key: unknown) =>
  ({
    Type: "AWS::Lambda::Function",
    Properties: { Code: { S3Key: key }, Handler: "index.handler" },
  }) as const;

const compiled = {
  Metadata: { Hookbridge: { frontDoor: "http-api" } },
  Resources: {
    ServerlessDeploymentBucket: { Type: "AWS::S3::Bucket" },
    ServerlessDeploymentBucketPolicy: { Type: "AWS::S3::BucketPolicy" },
    ReceiveLambdaFunction: functionOf("serverless/hookbridge/dev/1796039313149/receive.zip"),
    PublishLambdaFunction: functionOf("serverless/hookbridge/dev/1796039313149/publish.zip"),
    ClaimBucket: { Type: "AWS::S3::Bucket", DeletionPolicy: "Retain" },
  },
  Outputs: {
    ServerlessDeploymentBucketName: { Value: { Ref: "ServerlessDeploymentBucket" } },
    HooksUrl: { Value: "https://hooks.example.com/hooks/" },
  },
} as CompiledTemplate;

const files = { ReceiveLambdaFunction: "receive-1.zip", PublishLambdaFunction: "publish-2.zip" };
const plain = plainTemplate(compiled, "acme-dev", files);

describe("a plain template", () => {
  it("has nothing of osls's bucket, and everything else as it was", () => {
    expect(Object.keys(plain.Resources)).toEqual([
      "ReceiveLambdaFunction",
      "PublishLambdaFunction",
      "ClaimBucket",
    ]);
    expect(plain.Resources.ClaimBucket).toBe(compiled.Resources.ClaimBucket);
    expect(plain.Outputs).toEqual({ HooksUrl: compiled.Outputs?.HooksUrl });
    expect(plain.Metadata).toBe(compiled.Metadata);
  });

  it("reads the code of each function from a file of its own, under one prefix in one bucket", () => {
    expect(plain.Resources.ReceiveLambdaFunction?.Properties).toEqual({
      Code: { S3Bucket: { Ref: "ArtifactBucket" }, S3Key: { "Fn::Sub": "${ArtifactPrefix}receive-1.zip" } },
      Handler: "index.handler",
    });
    expect(plain.Parameters.ArtifactPrefix?.Default).toBe("acme-dev/");
  });

  it("has the name of a file in the template alone: a tool that keeps parameters goes on with no old code", () => {
    const next = plainTemplate(compiled, "acme-dev", { ...files, ReceiveLambdaFunction: "receive-3.zip" });
    expect(next.Parameters).toEqual(plain.Parameters);
    expect(next.Resources.ReceiveLambdaFunction).not.toEqual(plain.Resources.ReceiveLambdaFunction);
  });

  it("has no default for the bucket, so that a deployment without one is refused", () => {
    expect(plain.Parameters.ArtifactBucket).toEqual({
      Type: "String",
      Description: expect.stringContaining("bucket"),
    });
  });

  it("keeps what the user's own resources need, and a function that is a container image as it is", () => {
    const image = { Type: "AWS::Lambda::Function", Properties: { Code: { ImageUri: "registry/app:1" } } };
    const users = {
      ...compiled,
      Resources: { ...compiled.Resources, AppLambdaFunction: image },
      Parameters: { Team: { Type: "String" } },
      Conditions: { IsTeam: { "Fn::Equals": [{ Ref: "Team" }, "a"] } },
      Mappings: { Sizes: { small: { megabytes: 128 } } },
    } as CompiledTemplate;
    expect(artifactsOf(users)).toEqual(artifactsOf(compiled));
    const { Resources, Parameters, Conditions, Mappings } = plainTemplate(users, "acme-dev", files);
    expect(Resources.AppLambdaFunction).toEqual(image);
    expect(Parameters).toEqual({ ...plain.Parameters, Team: { Type: "String" } });
    expect({ Conditions, Mappings }).toEqual({ Conditions: users.Conditions, Mappings: users.Mappings });
  });

  it("is the same where osls uses a bucket that was there before", () => {
    const { ReceiveLambdaFunction, PublishLambdaFunction, ClaimBucket } = compiled.Resources;
    const Resources = { ReceiveLambdaFunction, PublishLambdaFunction, ClaimBucket };
    const Outputs = { HooksUrl: compiled.Outputs?.HooksUrl };
    const elsewhere = { ...compiled, Resources, Outputs } as CompiledTemplate;
    expect(plainTemplate(elsewhere, "acme-dev", files)).toEqual(plain);
  });
});

it("names each function's zip file as osls does", () => {
  expect(artifactsOf(compiled)).toEqual({
    ReceiveLambdaFunction: "receive",
    PublishLambdaFunction: "publish",
  });
});

it.each([[undefined], [{ Ref: "Key" }], ["code.tar"]])("a function with the code %j is refused", (key) => {
  const Resources = { ReceiveLambdaFunction: functionOf(key) } as unknown as CompiledTemplate["Resources"];
  expect(() => artifactsOf({ Resources })).toThrow(/no zip file/);
});
