import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plainTemplate } from "../../../src/stack/plain/plain-template.ts";
import { findings } from "../packaged/findings.ts";
import {
  arnOfMade,
  consumersOf,
  resolved,
  resourceOf,
  roleMay,
  ruleMaySend,
} from "../support/made-consumers.ts";
import { account, arn } from "../support/permissions.ts";

const firehose = arn("firehose", "deliverystream/lake");
const every = {
  builds: {
    function: { file: "consumers/builds.ts", maxConcurrency: 5, environment: { TABLE: "builds" } },
    keepTryingHours: 4,
  },
  opens: { queue: {}, input: "$.detail" },
  tickets: { stateMachine: "new-ticket.asl.json" },
  quick: {
    stateMachine: { file: "new-ticket.asl.json", express: true, role: `arn:aws:iam::${account}:role/quick` },
  },
  payroll: { forward: "arn:aws:events:eu-west-1:444455556666:event-bus/payroll" },
  lake: { target: firehose },
  topic: {
    target: { arn: "arn:aws:sns:eu-west-1:444455556666:all", role: `arn:aws:iam::${account}:role/hooks` },
  },
  crm: {
    target: arn("events", "api-destination/crm/0b7c"),
    input: { template: '{"who":<who>}', paths: { who: "$.detail.subject" } },
  },
  texts: { target: arn("logs", "log-group:/events/all") },
};
const stack = consumersOf(every);
const key = `arn:aws:kms:eu-west-1:${account}:key/0b7c0b7c-0b7c-4b7c-8b7c-0b7c0b7c0b7c`;
const encrypted = consumersOf(every, { deployment: { encryptionKey: key } });

/** What an AWS validator says of a stack. */
function faults(made: typeof stack): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-consumers-"));
  try {
    const file = join(folder, "template.json");
    writeFileSync(
      file,
      JSON.stringify(plainTemplate(made.template, made.stackName, { BuildsFunction: "builds-1.zip" })),
    );
    return findings(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it("has no errors for AWS's validator, with and without a key", () => {
  expect(faults(stack)).toEqual([]);
  expect(faults(encrypted)).toEqual([]);
  const broken = structuredClone(stack) as {
    template: { Resources: Record<string, { Properties: Record<string, unknown> }> };
  };
  const { BuildsMapping } = broken.template.Resources;
  if (BuildsMapping) BuildsMapping.Properties.BatchSize = "ten";
  expect(faults(broken as unknown as typeof stack)).not.toEqual([]);
});

it("is called like the bridge's stack, and says what it is a part of", () => {
  expect(stack.stackName).toBe("hookbridge-prod-consumers");
  expect(stack.tags).toEqual({ "hookbridge:deployment": "hookbridge", "hookbridge:stage": "prod" });
  expect(Object.keys(stack.template.Parameters ?? {})).toEqual(["AlarmTopic", "ClaimBucket"]);
  expect(JSON.stringify(stack.template)).not.toMatch(/ImportValue|<[a-z]+-/);
});

it("a function has a queue that keeps trying for its hours, and a mapping that reports single failures", async () => {
  const target = {
    Arn: arnOfMade("BuildsQueue"),
    DeadLetterConfig: { Arn: arnOfMade("BuildsDeadLetterQueue") },
  };
  expect(await resolved(resourceOf(stack, "BuildsRule").Properties.Targets)).toMatchObject([target]);
  expect(await resolved(resourceOf(stack, "BuildsQueue").Properties)).toMatchObject({
    VisibilityTimeout: 180,
    MessageRetentionPeriod: 1_209_600,
    RedrivePolicy: { deadLetterTargetArn: arnOfMade("BuildsDeadLetterQueue"), maxReceiveCount: 80 },
  });
  expect(resourceOf(stack, "BuildsMapping").Properties).toMatchObject({
    BatchSize: 10,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    Enabled: true,
    ScalingConfig: { MaximumConcurrency: 5 },
  });
  expect(resourceOf(stack, "BuildsFunction").Properties).toMatchObject({
    FunctionName: "hookbridge-prod-consumers-builds",
    MemorySize: 256,
    Timeout: 30,
    Environment: { Variables: { TABLE: "builds" } },
  });
});

const ids = ["Builds", "Opens", "Tickets", "Quick", "Payroll", "Lake", "Topic", "Crm", "Texts"];

describe.each(ids)("%s", (id) => {
  const rule = arn("events", `rule/hookbridge-prod-events/hookbridge-prod-consumers-${id.toLowerCase()}`);

  it("has a rule on its bus that tries for a day, and then leaves the event in a dead-letter queue", () => {
    const { Name, EventBusName, State, Targets } = resourceOf(stack, `${id}Rule`).Properties;
    expect([EventBusName, State]).toEqual(["hookbridge-prod-events", "ENABLED"]);
    expect(Name).toBe(`hookbridge-prod-consumers-${id.toLowerCase()}`);
    expect(Targets).toMatchObject([
      {
        DeadLetterConfig: { Arn: { "Fn::GetAtt": [`${id}DeadLetterQueue`, "Arn"] } },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      },
    ]);
  });

  it("has queues that let in its rule alone", async () => {
    const queues = [`${id}DeadLetterQueue`, ...(["Builds", "Opens"].includes(id) ? [`${id}Queue`] : [])];
    for (const queue of queues) {
      expect(await ruleMaySend(stack, queue, rule)).toBe(true);
      expect(await ruleMaySend(stack, queue, `${rule}-2`)).toBe(false);
      expect(await ruleMaySend(stack, queue, arn("events", "rule/hookbridge-prod-events/other"))).toBe(false);
    }
  });

  it("has an alarm on its dead letters, which tells the bridge's topic", () => {
    const { Dimensions, AlarmActions, AlarmDescription } = resourceOf(
      stack,
      `${id}DeadLettersAlarm`,
    ).Properties;
    expect(Dimensions).toEqual([
      { Name: "QueueName", Value: { "Fn::GetAtt": [`${id}DeadLetterQueue`, "QueueName"] } },
    ]);
    expect(AlarmActions).toEqual([{ Ref: "AlarmTopic" }]);
    expect(JSON.stringify(AlarmDescription)).toContain(`--subscription ${id.toLowerCase()} --stage prod`);
    expect(JSON.stringify(AlarmDescription)).not.toMatch(/[<>]/);
  });
});

const permissions: readonly (readonly [role: string, action: string, resource: string, other: string])[] = [
  ["BuildsRole", "sqs:ReceiveMessage", arnOfMade("BuildsQueue"), arnOfMade("OpensQueue")],
  ["BuildsRole", "sqs:DeleteMessage", arnOfMade("BuildsQueue"), arnOfMade("BuildsDeadLetterQueue")],
  ["BuildsRole", "s3:GetObject", "arn:aws:s3:::ClaimBucket/claims/1", "arn:aws:s3:::ClaimBucket/1"],
  [
    "BuildsRole",
    "logs:PutLogEvents",
    arn("logs", "log-group:BuildsLogGroup:log-stream:1"),
    arn("logs", "log-group:/other:log-stream:1"),
  ],
  ["TicketsRole", "states:StartExecution", "TicketsStateMachine", arn("states", "stateMachine:other")],
  ["TicketsStateMachineRole", "sns:Publish", arn("sns", "tickets"), arn("sns", "others")],
  [
    "TicketsStateMachineRole",
    "dynamodb:PutItem",
    arn("dynamodb", "table/tickets"),
    arn("dynamodb", "table/others"),
  ],
  [
    "PayrollRole",
    "events:PutEvents",
    every.payroll.forward,
    "arn:aws:events:eu-west-1:444455556666:event-bus/other",
  ],
  ["LakeRole", "firehose:PutRecord", firehose, arn("firehose", "deliverystream/other")],
  ["CrmRole", "events:InvokeApiDestination", every.crm.target, arn("events", "api-destination/other/1")],
];

it.each(permissions.filter(([, , resource]) => resource.startsWith("arn:")))(
  "%s may %s on its own and on no other",
  async (role, action, resource, other) => {
    expect(await roleMay(stack, role, { action, resource })).toBe(true);
    expect(await roleMay(stack, role, { action, resource: other })).toBe(false);
    expect(
      await roleMay(stack, role, { action: "iam:PassRole", resource: `arn:aws:iam::${account}:role/a` }),
    ).toBe(false);
  },
);

it("a role starts its state machine, which a role of the user's or of its tasks runs", async () => {
  const text = JSON.stringify(await resolved(resourceOf(stack, "TicketsRole").Properties.Policies));
  expect(text).toContain('"Action":"states:StartExecution","Resource":"TicketsStateMachine"');
  expect(resourceOf(stack, "QuickStateMachine").Properties).toMatchObject({
    StateMachineType: "EXPRESS",
    RoleArn: every.quick.stateMachine.role,
  });
  expect(resourceOf(stack, "QuickStateMachineRole").Type).toBe("none");
  expect(await resolved(resourceOf(stack, "TicketsStateMachine").Properties.DefinitionString)).toContain(
    "${!not a parameter}",
  );
});

it("with a key, a function may decrypt its queue's messages and large payloads, and nothing else", async () => {
  const via = (service: string) => ({ "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
  for (const [service, may] of [
    ["sqs", true],
    ["s3", true],
    ["ssm", false],
  ] as const)
    expect(
      await roleMay(encrypted, "BuildsRole", { action: "kms:Decrypt", resource: key, context: via(service) }),
    ).toBe(may);
  expect(resourceOf(encrypted, "BuildsQueue").Properties.KmsMasterKeyId).toBe(key);
});

it("a log group has a policy in place of a role, for its rule alone", async () => {
  const text = String(await resolved(resourceOf(stack, "LogTargetPolicy").Properties.PolicyDocument));
  expect(JSON.parse(text).Statement).toMatchObject([
    {
      Resource: [arn("logs", "log-group:/events/all:*")],
      Condition: {
        ArnEquals: {
          "aws:SourceArn": [arn("events", "rule/hookbridge-prod-events/hookbridge-prod-consumers-texts")],
        },
      },
    },
  ]);
  expect(resourceOf(stack, "TextsRule").Properties.Targets).not.toMatchObject([
    { RoleArn: expect.anything() },
  ]);
});

it("input goes to the target as it is written", () => {
  expect(resourceOf(stack, "OpensRule").Properties.Targets).toMatchObject([{ InputPath: "$.detail" }]);
  expect(resourceOf(stack, "CrmRule").Properties.Targets).toMatchObject([
    { InputTransformer: { InputTemplate: '{"who":<who>}', InputPathsMap: { who: "$.detail.subject" } } },
  ]);
});

it("paused: a function's mapping is off and its rule on; any other rule is off", () => {
  const paused = consumersOf({
    builds: { ...every.builds, paused: true },
    opens: { ...every.opens, paused: true },
  });
  expect(resourceOf(paused, "BuildsMapping").Properties.Enabled).toBe(false);
  expect(resourceOf(paused, "BuildsRule").Properties.State).toBe("ENABLED");
  expect(resourceOf(paused, "OpensRule").Properties.State).toBe("DISABLED");
});

describe("refused before a deployment:", () => {
  it("more than 500 resources, with their number", () => {
    const functions = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, { function: "a.ts" }]));
    expect(() => consumersOf(functions(50))).not.toThrow();
    expect(() => consumersOf(functions(51))).toThrow(
      /51 subscriptions would need 510 resources in one stack.*500/,
    );
  });

  it("a name that is too long with the stack's before it", () => {
    expect(() => consumersOf({ [`a${"b".repeat(38)}`]: { queue: {} } })).toThrow(
      /has 39 characters.*room for 38/,
    );
  });

  it("a bus that is an existing one in the stage", () => {
    const stages = { prod: { buses: { events: { arn: arn("events", "event-bus/theirs") } } } };
    expect(() => consumersOf({ builds: { queue: {} } }, { stages })).toThrow(
      /existing one \(`arn`\) in this stage/,
    );
  });
});
