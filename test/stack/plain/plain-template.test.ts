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

const plain = plainTemplate(compiled, "acme-dev", { publish: "acme-dev/p.zip", receive: "acme-dev/r.zip" });

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

  it("reads the code of each function from a key of its own in one bucket", () => {
    expect(plain.Resources.ReceiveLambdaFunction?.Properties).toEqual({
      Code: { S3Bucket: { Ref: "ArtifactBucket" }, S3Key: { Ref: "ReceiveKey" } },
      Handler: "index.handler",
    });
    expect(plain.Parameters).toMatchObject({
      PublishKey: { Default: "acme-dev/p.zip" },
      ReceiveKey: { Default: "acme-dev/r.zip" },
    });
  });

  it("has no default for the bucket, so that a deployment without one is refused", () => {
    expect(plain.Parameters.ArtifactBucket).toEqual({
      Type: "String",
      Description: expect.stringContaining("bucket"),
    });
  });

  it("is the same where osls uses a bucket that was there before", () => {
    const { ReceiveLambdaFunction, PublishLambdaFunction, ClaimBucket } = compiled.Resources;
    const Resources = { ReceiveLambdaFunction, PublishLambdaFunction, ClaimBucket };
    const Outputs = { HooksUrl: compiled.Outputs?.HooksUrl };
    const elsewhere = { ...compiled, Resources, Outputs } as CompiledTemplate;
    expect(
      plainTemplate(elsewhere, "acme-dev", { publish: "acme-dev/p.zip", receive: "acme-dev/r.zip" }),
    ).toEqual(plain);
  });
});

it.each([[undefined], [{ Ref: "Key" }], ["code.tar"]])("a function with the code %j is refused", (key) => {
  const Resources = { ReceiveLambdaFunction: functionOf(key) } as unknown as CompiledTemplate["Resources"];
  expect(() => artifactsOf({ Resources })).toThrow(/no zip file/);
});
