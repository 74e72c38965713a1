import { readFileSync } from "node:fs";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { describe, expect, it } from "vitest";
import { stackOf } from "../stack/support/stack-of.ts";

const page = readFileSync(new URL("../../docs/deploying.md", import.meta.url), "utf8");
const section = page.slice(page.indexOf("### A key of your own"));
/** The simulator knows no encryption contexts, which each service has of its own. Tags of the caller are compared in the same way. */
const asTags = (text: string): string =>
  text.replace(
    /kms:EncryptionContext:([\w:-]+)/g,
    (_, name: string) => `aws:PrincipalTag/${name.replaceAll(":", "-")}`,
  );

const policy: unknown = JSON.parse(asTags(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? ""));
const account = "111122223333";
const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${account}:${rest}`;

/** A use of the key by a service, with what KMS has of it. */
interface KeyUse {
  readonly by: string;
  readonly action: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Whether the policy that the page prints allows a use of the key. */
async function allows({ by, action, context }: KeyUse): Promise<boolean> {
  const keys = Object.entries(context).map(([name, value]) => [asTags(name), value]);
  const result = await runSimulation(
    {
      request: {
        principal: by,
        action,
        resource: { resource: arn("kms", "key/1"), accountId: account },
        contextVariables: Object.fromEntries(keys),
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: policy,
    },
    {},
  );
  if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
  return result.overallResult === "Allowed";
}

const busArn = "kms:EncryptionContext:aws:events:event-bus:arn";
const logArn = "kms:EncryptionContext:aws:logs:arn";
const sourceArn = "kms:EncryptionContext:SourceArn";
const queueArn = "kms:EncryptionContext:aws:sqs:arn";
const topicArn = "kms:EncryptionContext:aws:sns:topicArn";
const events = "events.amazonaws.com";
const logs = "logs.eu-west-1.amazonaws.com";
const cloudwatch = "cloudwatch.amazonaws.com";

const uses: readonly (readonly [what: string, by: string, actions: string, key: string, value: string])[] = [
  ["events on a bus", events, "GenerateDataKey Decrypt", busArn, "events event-bus/hookbridge-prod-orders"],
  ["events in an archive", events, "ReEncryptFrom ReEncryptTo", busArn, "events event-bus/hookbridge-prod-x"],
  [
    "dead letters of EventBridge",
    events,
    "GenerateDataKey Decrypt",
    queueArn,
    "sqs hookbridge-prod-BusDead-1",
  ],
  [
    "a function's log",
    logs,
    "Encrypt Decrypt GenerateDataKey",
    logArn,
    "logs log-group:/aws/lambda/hookbridge-prod-receive",
  ],
  ["the access log", logs, "Encrypt", logArn, "logs log-group:/aws/vendedlogs/apigateway/hookbridge-prod"],
  ["the log of buses", logs, "DescribeKey", logArn, "logs log-group:/aws/vendedlogs/events/hookbridge-prod"],
  ["log records of a bus", events, "GenerateDataKey", sourceArn, "logs *"],
  ["their delivery", "delivery.logs.amazonaws.com", "Decrypt", sourceArn, "logs *"],
  ["alarms", cloudwatch, "GenerateDataKey Decrypt", topicArn, "sns hookbridge-prod-AlarmTopic-1"],
];

describe("the key policy in docs/deploying.md", () => {
  it.each(uses)(
    "lets AWS encrypt %s, and nothing of another stack or account",
    async (_, by, actions, key, value) => {
      const [service = "", rest = ""] = value.split(" ");
      for (const name of actions.split(" ")) {
        const action = `kms:${name}`;
        const own = arn(service, rest);
        expect(await allows({ by, action, context: { [key]: own } }), action).toBe(true);
        for (const other of [
          own.replace("hookbridge-prod", "hookbridge-dev"),
          own.replace(account, "999900001111"),
        ])
          if (other !== own)
            expect(await allows({ by, action, context: { [key]: other } }), other).toBe(false);
        expect(await allows({ by, action, context: {} }), `${action} of nothing`).toBe(false);
      }
    },
  );

  it.each([
    ["http-api", { kind: "http-api" }],
    ["rest-api", { kind: "rest-api", accessLog: true }],
  ] as const)(
    "lets CloudWatch Logs encrypt every log group that a stack behind %s makes",
    async (_, frontDoor) => {
      const { template } = stackOf({ frontDoor, encryptionKey: arn("kms", "key/1") }, { log: "error" });
      const names = Object.values(template.Resources).flatMap(({ Type, Properties }) =>
        Type === "AWS::Logs::LogGroup" ? [String(Properties?.LogGroupName)] : [],
      );
      expect(names).toHaveLength(2);
      for (const name of names) {
        const own = arn("logs", `log-group:${name}`);
        const use = { by: logs, action: "kms:Encrypt", context: { [logArn]: own } };
        expect(await allows(use), own).toBe(true);
      }
    },
  );

  it("lets EventBridge look at the key, and no other service", async () => {
    const look = { action: "kms:DescribeKey", context: {} };
    expect(await allows({ by: events, ...look })).toBe(true);
    expect(await allows({ by: "s3.amazonaws.com", ...look })).toBe(false);
  });
});
