import { describe, expect, it } from "vitest";
import { type TemplateChanges, templateChanges } from "../../../src/stack/compare/template-changes.ts";
import type { Resource, Resources } from "../../../src/stack/template.ts";
import { orderedStackOf, stackOf } from "../support/stack-of.ts";

const changes = (before: Resources, after: Resources): TemplateChanges =>
  templateChanges({ Resources: before }, { Resources: after });

const none: TemplateChanges = { added: [], removed: [], changed: [], outputs: [] };

const queue: Resource = { Type: "AWS::SQS::Queue", Properties: { QueueName: "jobs", VisibilityTimeout: 30 } };
const kept: Resource = { ...queue, DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" };
const renamed = (resource: Resource): Resource => ({
  ...resource,
  Properties: { ...resource.Properties, QueueName: "tasks" },
});

describe("what a deployment changes in a template", () => {
  it("is nothing for the same stack, however it is deployed", () => {
    const { template } = stackOf({});
    const code = (S3Bucket: string, S3Key: string): Resources => ({
      Run: { Type: "AWS::Lambda::Function", Properties: { MemorySize: 512, Code: { S3Bucket, S3Key } } },
    });
    const byOsls: Resources = {
      ...template.Resources,
      ...code("made", "serverless/hooks/dev/1/run.zip"),
      ServerlessDeploymentBucket: { Type: "AWS::S3::Bucket" },
      ServerlessDeploymentBucketPolicy: { Type: "AWS::S3::BucketPolicy" },
    };
    const Outputs = { ...template.Outputs, ServerlessDeploymentBucketName: "made" };
    expect(
      templateChanges(
        { Resources: byOsls, Outputs },
        { Resources: { ...template.Resources, ...code("own", "run-2.zip") }, Outputs: template.Outputs },
      ),
    ).toEqual(none);
  });

  it("names what is added, and what is removed or stays", () => {
    expect(changes({ Old: queue, Data: kept }, { New: queue })).toEqual({
      ...none,
      added: [{ id: "New", type: "AWS::SQS::Queue" }],
      removed: [
        { id: "Old", type: "AWS::SQS::Queue", stays: false },
        { id: "Data", type: "AWS::SQS::Queue", stays: true },
      ],
    });
  });

  it("names a property with both values", () => {
    const slower = { ...queue, Properties: { ...queue.Properties, VisibilityTimeout: 60 } };
    expect(changes({ Jobs: queue }, { Jobs: slower }).changed).toEqual([
      {
        id: "Jobs",
        type: "AWS::SQS::Queue",
        replaced: "no",
        stays: false,
        properties: [{ path: ["VisibilityTimeout"], before: 30, after: 60 }],
      },
    ]);
  });

  it("says where CloudFormation replaces a resource, and whether the former one stays", () => {
    const { changed } = changes({ Jobs: queue, Data: kept }, { Jobs: renamed(queue), Data: renamed(kept) });
    expect(changed.map(({ id, replaced, stays }) => [id, replaced, stays])).toEqual([
      ["Data", "yes", true],
      ["Jobs", "yes", false],
    ]);
  });

  it("says that a resource of another type is another resource", () => {
    const { changed } = changes({ Jobs: queue }, { Jobs: { Type: "AWS::SNS::Topic" } });
    expect(changed).toMatchObject([{ id: "Jobs", type: "AWS::SNS::Topic", replaced: "yes" }]);
  });

  it("replaces what refers to a replaced resource in a property that can't change, and what refers to that", () => {
    const api = (ProtocolType: string): Resources => ({
      Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType } },
      Stage: { Type: "AWS::ApiGatewayV2::Stage", Properties: { ApiId: { Ref: "Api" }, StageName: "hooks" } },
      Mapping: {
        Type: "AWS::ApiGatewayV2::ApiMapping",
        Properties: { ApiId: { Ref: "Api" }, DomainName: "hooks.example.com", Stage: { Ref: "Stage" } },
      },
    });
    const { changed } = changes(api("HTTP"), api("WEBSOCKET"));
    expect(changed.map(({ id, replaced, because }) => [id, replaced, because])).toEqual([
      ["Api", "yes", undefined],
      ["Stage", "yes", "Api"],
    ]);
  });

  it("compares outputs by their values, not by their descriptions", () => {
    const output = (Value: string, Description: string) => ({ Url: { Value, Description } });
    const outputs = (Value: string, Description: string) =>
      templateChanges(
        { Resources: {}, Outputs: output("https://a.example", "of a") },
        { Resources: {}, Outputs: output(Value, Description) },
      ).outputs;
    expect(outputs("https://a.example", "of b")).toEqual([]);
    expect(outputs("https://b.example", "of a")).toEqual([
      { path: ["Url", "Value"], before: "https://a.example", after: "https://b.example" },
    ]);
  });
});

describe("a change of a real configuration", () => {
  it("to an ordered source adds its queues and replaces none", () => {
    const { added, removed, changed } = templateChanges(stackOf({}).template, orderedStackOf({}).template);
    expect(added.map(({ id }) => id)).toEqual(expect.arrayContaining(["OrderedQueue", "OrderedEventSource"]));
    expect(removed).toEqual([]);
    expect(changed.filter(({ replaced }) => replaced !== "no")).toEqual([]);
  });

  it("to another front door removes the API and keeps the queue and the ledger", () => {
    const { removed, changed } = templateChanges(
      stackOf({}).template,
      stackOf({ frontDoor: { kind: "rest-api" } }).template,
    );
    expect(removed.map(({ id }) => id)).toContain("HttpApi");
    expect([...removed, ...changed].map(({ type }) => type)).not.toContain("AWS::SQS::Queue");
    expect([...removed, ...changed].map(({ type }) => type)).not.toContain("AWS::DynamoDB::Table");
  });
});
