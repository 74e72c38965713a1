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

/** An action of a principal whose own policies allow everything. */
interface BusAction {
  readonly principal: string;
  readonly action: string;
  /** ARN of the bus or of a rule. */
  readonly on: string;
  readonly conditionKeys?: Readonly<Record<string, string>>;
}

/** Whether the bus's policy lets it through. */
async function may(
  people: BusConfig,
  { principal, action, on, conditionKeys = {} }: BusAction,
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
          ...conditionKeys,
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

const putEvents = (people: BusConfig, principal: string) =>
  may(people, { principal, action: "events:PutEvents", on: bus });

const putRule = (people: BusConfig, principal: string, conditionKeys: BusAction["conditionKeys"] = {}) =>
  may(people, { principal, action: "events:PutRule", on: rule, conditionKeys });

describe("a locked bus", () => {
  it("takes events only from the bridge", async () => {
    expect(await putEvents({ locked: true }, role("publish"))).toBe(true);
    expect(await putEvents({ locked: true }, role("anybody"))).toBe(false);
    expect(await putEvents({}, role("anybody"))).toBe(true);
  });

  it("takes rules only from the principals in rulesBy", async () => {
    const locked = { rulesBy: [role("hr-*")] };
    const putTargets = { principal: role("engineers"), action: "events:PutTargets", on: rule };
    expect(await putRule({ locked }, role("hr-admins"))).toBe(true);
    expect(await putRule({ locked }, role("engineers"))).toBe(false);
    expect(await may({ locked }, putTargets)).toBe(false);
    expect(await putRule({ locked: true }, role("engineers"))).toBe(true);
  });
});

describe("a shared bus", () => {
  const theirs = role("consumer", other);

  it("lets the listed accounts manage their own rules, and put no events", async () => {
    const shareWith = { accounts: [other] };
    const createdBy = (creator: string) => ({ "events:creatorAccount": creator });
    const deleteRule = { principal: theirs, action: "events:DeleteRule", on: rule };
    expect(await putRule({ shareWith }, theirs, createdBy(other))).toBe(true);
    expect(await may({ shareWith }, { ...deleteRule, conditionKeys: createdBy(other) })).toBe(true);
    expect(await may({ shareWith }, { ...deleteRule, conditionKeys: createdBy(account) })).toBe(false);
    expect(await putEvents({ shareWith }, theirs)).toBe(false);
    expect(await putRule({ shareWith }, role("consumer", "777788889999"))).toBe(false);
  });

  it("lets the accounts of an organization create rules, and no others", async () => {
    const shareWith = { organization: "o-a1b2c3d4e5" };
    expect(await putRule({ shareWith }, theirs, { "aws:PrincipalOrgID": "o-a1b2c3d4e5" })).toBe(true);
    expect(await putRule({ shareWith }, theirs, { "aws:PrincipalOrgID": "o-zzzzzzzzzz" })).toBe(false);
  });
});
