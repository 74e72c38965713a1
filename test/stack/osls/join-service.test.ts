import { describe, expect, it } from "vitest";
import { joinService } from "../../../src/stack/osls/join-service.ts";
import { oslsService } from "../../../src/stack/osls/service.ts";
import { stackOf } from "../support/stack-of.ts";

const ours = oslsService(
  stackOf({ tags: { team: "platform" }, encryptionKey: "arn:aws:kms:eu-west-1:111122223333:key/k" }),
);
const resource = { Type: "AWS::SNS::Topic" };

describe("a name that the user's service and the bridge define is refused with what to do", () => {
  it.each([
    ["a function", { functions: { receive: {} } }, /function "receive"/, /another name/],
    ["one whose ids are the same", { functions: { Publish: {} } }, /function "Publish"/, /another name/],
    [
      "one in a list",
      { functions: [{ consumer: {} }, { publish: {} }] },
      /function "publish"/,
      /another name/,
    ],
    [
      "a resource",
      { resources: { Resources: { Ledger: resource } } },
      /Resources` has "Ledger"/,
      /another name/,
    ],
    ["one in a list", { resources: [null, { Resources: { Ledger: resource } }] }, /"Ledger"/, /another name/],
    [
      "one that osls makes for the bridge",
      { resources: { Resources: { ReceiveLogGroup: resource } } },
      /"ReceiveLogGroup"/,
      /another name/,
    ],
    [
      "an output",
      { resources: { Outputs: { HooksUrl: { Value: 1 } } } },
      /Outputs` has "HooksUrl"/,
      /another name/,
    ],
    [
      "an extension",
      { resources: { extensions: { ReceiveLogGroup: {} } } },
      /extensions` has/,
      /bridge\.config\.ts/,
    ],
    ["the stack's name", { provider: { stackName: "mine" } }, /provider\.stackName/, /`name` and the stage/],
    [
      "the bucket",
      { provider: { deploymentBucket: "mine" } },
      /deploymentBucket/,
      /deployment\.deploymentBucket/,
    ],
    ["a tag", { provider: { stackTags: { team: "mine" } } }, /tag "team"/, /Remove one/],
    [
      "a variable that is read later",
      { functions: "${ssm:/functions}" },
      /`functions` is "\$\{ssm/,
      /no call to AWS/,
    ],
  ])("%s", (_, user, message, remedy) => {
    expect(() => joinService(ours, user)).toThrow(
      expect.objectContaining({
        code: "config-invalid",
        message: expect.stringMatching(message),
        remedy: expect.stringMatching(remedy),
      }),
    );
  });
});

it("what the user's service has beside the bridge's names is taken", () => {
  const user = {
    provider: { name: "aws", stackTags: { owner: "me" }, environment: { A: "b" } },
    functions: { receiver: {}, constructor: {} },
    resources: {
      Resources: { Topic: resource, constructor: resource },
      Outputs: { TopicArn: { Value: 1 } },
      extensions: { DeliveryQueue: {} },
    },
  };
  expect(joinService(ours, user)).toBe(ours);
  expect(joinService(ours, {})).toBe(ours);
});
