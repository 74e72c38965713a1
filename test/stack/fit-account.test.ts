import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { asana, github } from "../../src/providers/index.ts";
import { buildStack } from "../../src/stack/build-stack.ts";
import { stackOf } from "./support/stack-of.ts";

const boundary = "arn:aws:iam::111122223333:policy/teams/boundary";
const topic = "arn:aws:sns:us-east-1:111122223333:oncall";
const forwards = { forwardTo: ["arn:aws:events:eu-west-1:444455556666:event-bus/central"] };
const slack = { workspace: "T0123456789", channel: "C0123456789" };

const ofType = (stack: ReturnType<typeof stackOf>, type: string) =>
  Object.values(stack.template.Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties = {} }) => Properties);

it("roles: every role has the boundary and the path, every policy the path", () => {
  const roles = { permissionsBoundary: boundary, path: "/hooks/" };
  const stack = stackOf({ roles, alarms: { slack } }, forwards);
  const made = ofType(stack, "AWS::IAM::Role");
  expect(made).toHaveLength(4);
  for (const role of made) expect(role).toMatchObject({ PermissionsBoundary: boundary, Path: "/hooks/" });
  expect(ofType(stack, "AWS::IAM::ManagedPolicy")).toMatchObject([{ Path: "/hooks/" }]);
});

it("roles: without the options, IAM's defaults", () => {
  for (const role of ofType(stackOf({}, forwards), "AWS::IAM::Role"))
    for (const name of ["PermissionsBoundary", "Path"]) expect(role).not.toHaveProperty(name);
});

it("alarms.topic: every alarm goes there, and the stack has no topic of its own", () => {
  const stack = stackOf({ alarms: { topic } }, forwards);
  const alarms = ofType(stack, "AWS::CloudWatch::Alarm");
  expect(alarms.length).toBeGreaterThan(10);
  for (const { AlarmActions, OKActions } of alarms) {
    expect(AlarmActions).toEqual([topic]);
    // Some alarms tell nobody of their end.
    expect([undefined, [topic]]).toContainEqual(OKActions);
  }
  expect(alarms.filter(({ OKActions }) => OKActions !== undefined).length).toBeGreaterThan(10);
  expect(JSON.stringify(stack.template)).not.toContain("AlarmTopic");
  expect(ofType(stack, "AWS::SNS::TopicPolicy")).toEqual([]);
});

it("alarms.topic: without it, every alarm goes to the stack's own topic", () => {
  for (const { AlarmActions, OKActions } of ofType(stackOf({}), "AWS::CloudWatch::Alarm")) {
    expect(AlarmActions).toEqual([{ Ref: "AlarmTopic" }]);
    expect([undefined, [{ Ref: "AlarmTopic" }]]).toContainEqual(OKActions);
  }
});

/** Actions that the roles of a stack are allowed. */
function actionsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { Effect, Action } = value as {
    readonly Effect?: string;
    readonly Action?: string | readonly string[];
  };
  const own = Effect === "Allow" && Action !== undefined ? [Action].flat() : [];
  return [...own, ...Object.values(value).flatMap(actionsIn)];
}

it.each([
  ["ssm", "buffer-first"],
  ["ssm", "http-api"],
  ["secrets-manager", "http-api"],
] as const)("docs/your-account.md names every action that a boundary must allow: %s, %s", (store, kind) => {
  const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const deployment: DeploymentOptions = { frontDoor: { kind }, secrets: { store }, encryptionKey: key };
  const provider = kind === "buffer-first" ? github : asana;
  const bridge = defineBridge({
    buses: { events: forwards },
    sources: { a: { provider, bus: "events" } },
    deployment,
  });
  const { Resources } = buildStack(bridge, "prod").template;
  const policies = Object.values(Resources).filter(({ Type }) => Type.startsWith("AWS::IAM::"));
  const actions = new Set(policies.flatMap(actionsIn).filter((action) => action !== "sts:AssumeRole"));
  const page = readFileSync(resolve(import.meta.dirname, "../../docs/your-account.md"), "utf8");
  expect(actions.size).toBeGreaterThan(12);
  expect([...actions].filter((action) => !page.includes(`\`${action}\``))).toEqual([]);
});
