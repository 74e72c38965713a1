import { runSimulation } from "@cloud-copilot/iam-simulate";
import { describe, expect, it } from "vitest";
import type { BusConfig } from "../../../../src/config/bus-config.ts";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { buildStack } from "../../../../src/stack/build-stack.ts";
import { resolveValue } from "../../support/template-values.ts";

const account = "111122223333";
const other = "444455556666";
const bus = `arn:aws:events:eu-west-1:${account}:event-bus/hookbridge-prod-people`;
const rule = `arn:aws:events:eu-west-1:${account}:rule/hookbridge-prod-people/theirs`;
const role = (name: string, owner = account): string => `arn:aws:iam::${owner}:role/${name}`;

/** The bus's resource policy, put together from its statements as EventBridge does. */
async function policyOf(people: BusConfig): Promise<unknown> {
  const { Resources } = buildStack(defineBridge({ buses: { people }, sources: {} }), "prod").template;
  const arns: Readonly<Record<string, string>> = { PeopleBus: bus, PublishRole: role("publish") };
  const resource = async (id: string) => ({ ref: id, attributes: { Arn: arns[id] ?? id } });
  const statements = Object.values(Resources).filter(({ Type }) => Type === "AWS::Events::EventBusPolicy");
  const Statement = statements.map(({ Properties }) =>
    resolveValue(Properties?.Statement, { account, region: "eu-west-1", resource }),
  );
  return { Version: "2012-10-17", Statement: await Promise.all(Statement) };
}

/** Whether a principal may do it whose own policies allow everything. */
async function may(
  principal: string,
  action: string,
  on: string,
  people: BusConfig,
  context: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const policy = await policyOf(people);
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource: on, accountId: account },
        contextVariables: {
          "aws:PrincipalIsAWSService": "false",
          "aws:PrincipalArn": principal,
          "aws:PrincipalAccount": principal.split(":")[4] ?? "",
          ...context,
        },
      },
      identityPolicies: [{ name: "everything", policy: everything }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...((policy as { Statement: unknown[] }).Statement.length > 0 && { resourcePolicy: policy }),
    },
    {},
  );
  if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
  return result.overallResult === "Allowed";
}

describe("a locked bus", () => {
  it("takes events of the bridge only", async () => {
    expect(await may(role("publish"), "events:PutEvents", bus, { locked: true })).toBe(true);
    expect(await may(role("anybody"), "events:PutEvents", bus, { locked: true })).toBe(false);
    expect(await may(role("anybody"), "events:PutEvents", bus, {})).toBe(true);
  });

  it("takes rules of those it names only", async () => {
    const locked = { rulesBy: [role("hr-*")] };
    expect(await may(role("hr-admins"), "events:PutRule", rule, { locked })).toBe(true);
    expect(await may(role("engineers"), "events:PutRule", rule, { locked })).toBe(false);
    expect(await may(role("engineers"), "events:PutTargets", rule, { locked })).toBe(false);
    expect(await may(role("engineers"), "events:PutRule", rule, { locked: true })).toBe(true);
  });
});

describe("a shared bus", () => {
  const theirs = role("consumer", other);

  it("lets the accounts that it names make rules of their own, and put no events", async () => {
    const shareWith = { accounts: [other] };
    const own = { "events:creatorAccount": other };
    expect(await may(theirs, "events:PutRule", rule, { shareWith }, own)).toBe(true);
    expect(
      await may(theirs, "events:DeleteRule", rule, { shareWith }, { "events:creatorAccount": account }),
    ).toBe(false);
    expect(await may(theirs, "events:PutEvents", bus, { shareWith })).toBe(false);
    expect(await may(role("consumer", "777788889999"), "events:PutRule", rule, { shareWith })).toBe(false);
  });

  it("lets the accounts of an organization make rules, and no others", async () => {
    const shareWith = { organization: "o-a1b2c3d4e5" };
    const inside = { "aws:PrincipalOrgID": "o-a1b2c3d4e5" };
    const outside = { "aws:PrincipalOrgID": "o-zzzzzzzzzz" };
    expect(await may(theirs, "events:PutRule", rule, { shareWith }, inside)).toBe(true);
    expect(await may(theirs, "events:PutRule", rule, { shareWith }, outside)).toBe(false);
  });
});
