import { expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import type { AlarmOptions } from "../../../../src/config/deployment-options.ts";
import { buildStack } from "../../../../src/stack/build-stack.ts";
import { properties, stackOf } from "../../support/stack-of.ts";

const slack = { workspace: "T0123456789", channel: "C0123456789" };
const teams = {
  tenant: "0a1b2c3d-0000-4000-8000-0123456789ab",
  team: "1a1b2c3d-0000-4000-8000-0123456789ab",
  channel: "19%3aAbC-dEf_0123%40thread.tacv2",
};
const chatIds = (alarms: AlarmOptions) =>
  Object.keys(stackOf({ alarms }).template.Resources).filter((id) => /Chat|Channel/.test(id));

it.each([
  ["neither", {}, []],
  ["Slack", { slack }, ["ChatPolicy", "ChatRole", "SlackChannel"]],
  ["Teams", { teams }, ["ChatPolicy", "ChatRole", "TeamsChannel"]],
  ["both", { slack, teams }, ["ChatPolicy", "ChatRole", "SlackChannel", "TeamsChannel"]],
])("the stack has what is needed for %s", (_what, alarms, ids) => {
  expect(chatIds(alarms)).toEqual(ids);
});

it("both channels get the alarms of the topic, under names of their own", () => {
  const stack = stackOf({ alarms: { slack, teams } });
  const common = {
    SnsTopicArns: [{ Ref: "AlarmTopic" }],
    IamRoleArn: { "Fn::GetAtt": ["ChatRole", "Arn"] },
    GuardrailPolicies: [{ Ref: "ChatPolicy" }],
  };
  expect(properties(stack, "SlackChannel")).toMatchObject({
    ...common,
    ConfigurationName: "hookbridge-prod-alarms",
    SlackWorkspaceId: slack.workspace,
    SlackChannelId: slack.channel,
  });
  expect(properties(stack, "TeamsChannel")).toMatchObject({
    ...common,
    ConfigurationName: "hookbridge-prod-alarms-teams",
    TeamsTenantId: teams.tenant,
    TeamId: teams.team,
    TeamsChannelId: teams.channel,
  });
});

it("a channel can only read alarms and metrics, and its guardrail is no wider than its role", () => {
  const bridge = defineBridge({ buses: { events: {} }, sources: {}, deployment: { alarms: { slack } } });
  const { ChatRole, ChatPolicy } = buildStack(bridge, "prod").template.Resources;
  expect(ChatRole?.Properties).not.toHaveProperty("Policies");
  expect(ChatRole?.Properties?.ManagedPolicyArns).toEqual([{ Ref: "ChatPolicy" }]);
  const { PolicyDocument } = ChatPolicy?.Properties ?? {};
  const actions = [...JSON.stringify(PolicyDocument).matchAll(/"([a-z0-9]+:[A-Za-z*]+)"/g)].map(
    ([, action]) => action,
  );
  expect(actions).not.toEqual([]);
  for (const action of actions) expect(action).toMatch(/^cloudwatch:(Describe|Get)[A-Za-z]+$/);
});
