import { beforeAll, describe, expect, it } from "vitest";
import { deployerPolicy } from "../../../src/stack/deployer/deployer-policy.ts";
import { bucketOfStack } from "../../../src/stack/deployer/deployer-scope.ts";
import { neededActions } from "../../../src/stack/deployer/needed-actions.ts";
import type { PolicyDocument } from "../../../src/stack/deployer/policy-parts.ts";
import type { CompiledTemplate } from "../../../src/stack/plain/plain-template.ts";
import { arns, type ConfigName, configs } from "../support/configs.ts";
import { arnsOfAction, compiledStack, principalMay, touchedArns } from "../support/deployer.ts";
import { account, arn, region } from "../support/permissions.ts";

const policyFor = (stackName: string, template: CompiledTemplate, bucket?: string): PolicyDocument =>
  deployerPolicy({
    stackName,
    template,
    partition: "aws",
    region,
    account,
    code:
      bucket === undefined ? bucketOfStack(stackName) : { bucket, prefix: `${stackName}/`, byOsls: false },
  });

/** What a request for an action says beside the resource. */
const requestOf = (action: string, stackName: string): Readonly<Record<string, string>> => {
  if (action.endsWith("EventSourceMapping"))
    return { "lambda:FunctionArn": arn("lambda", `function:${stackName}-receive`) };
  return action.startsWith("iam:") ? { "iam:PermissionsBoundary": arns.boundary } : {};
};

/** Every action and ARN that CloudFormation needs for the first two resources of each type, and that the policy does not allow. */
async function missing(stackName: string, template: CompiledTemplate): Promise<readonly string[]> {
  const policy = policyFor(stackName, template, "acme-artifacts");
  const seen = new Map<string, number>();
  const denied: string[] = [];
  for (const [id, resource] of Object.entries(template.Resources)) {
    const { Type } = resource;
    seen.set(Type, (seen.get(Type) ?? 0) + 1);
    if ((seen.get(Type) ?? 0) > 2) continue;
    for (const action of neededActions(template, Type)) {
      if (/^iam:(PassRole|CreateServiceLinkedRole)$/.test(action)) continue;
      const touched = await arnsOfAction(action, touchedArns(resource, id, stackName));
      if (touched.length === 0) denied.push(`${Type}: nothing that ${action} could be about`);
      for (const each of touched)
        if (!(await principalMay(policy, action, each, requestOf(action, stackName))))
          denied.push(`${Type}: ${action} on ${each}`);
    }
  }
  return denied;
}

describe.each(Object.keys(configs) as ConfigName[])(
  "the policy for the stack of the configuration %s",
  (name) => {
    let stackName: string;
    let template: CompiledTemplate;
    beforeAll(async () => {
      ({ stackName, template } = await compiledStack(configs[name], "prod"));
    });

    it("allows each action that AWS says CloudFormation needs, on what it makes", async () => {
      expect(await missing(stackName, template)).toEqual([]);
    });

    it("hands each role to the services that the stack's roles trust, and to no other", async () => {
      const policy = policyFor(stackName, template, "acme-artifacts");
      const path = template.Resources.ReceiveRole?.Properties?.Path ?? "/";
      const role = `arn:aws:iam::${account}:role${path}${stackName}-ReceiveRole-1A2B3C`;
      const pass = (service: string, resource = role) =>
        principalMay(policy, "iam:PassRole", resource, { "iam:PassedToService": service });
      expect(await pass("lambda.amazonaws.com")).toBe(true);
      expect(await pass("ec2.amazonaws.com")).toBe(false);
      expect(await pass("apigateway.amazonaws.com")).toBe(name === "buffered");
      expect(await pass("lambda.amazonaws.com", `arn:aws:iam::${account}:role/admin`)).toBe(false);
    });
  },
);

describe("the policy", () => {
  let policy: PolicyDocument;
  let withOsls: PolicyDocument;
  beforeAll(async () => {
    const { stackName, template } = await compiledStack(configs.usual, "prod");
    policy = policyFor(stackName, template, "acme-artifacts");
    withOsls = policyFor(stackName, template);
  });

  it.each([
    ["sqs:DeleteQueue", arn("sqs", "another-prod-DeliveryQueue-1A2B3C")],
    ["sqs:PurgeQueue", arn("sqs", "hookbridge-prod-DeliveryQueue-1A2B3C")],
    ["sqs:DeleteQueue", arn("sqs", "hookbridge-dev-DeliveryQueue-1A2B3C")],
    ["dynamodb:Scan", arn("dynamodb", "table/hookbridge-prod-Ledger-1A2B3C")],
    ["dynamodb:DeleteTable", arn("dynamodb", "table/customers")],
    ["s3:GetObject", "arn:aws:s3:::hookbridge-prod-claimbucket-1a2b3c/claims/1"],
    ["s3:PutObject", "arn:aws:s3:::acme-artifacts/another/code.zip"],
    ["iam:CreateRole", `arn:aws:iam::${account}:role/admin`],
    ["iam:CreateUser", `arn:aws:iam::${account}:user/hookbridge-prod-somebody`],
    ["iam:AttachRolePolicy", `arn:aws:iam::${account}:role/hookbridge-prod-ReceiveRole-1A2B3C`],
    ["lambda:InvokeFunction", arn("lambda", "function:hookbridge-prod-receive")],
    ["lambda:UpdateFunctionCode", arn("lambda", "function:payroll")],
    ["events:PutEvents", arn("events", "event-bus/hookbridge-prod-payments")],
    ["events:DeleteEventBus", arn("events", "event-bus/central")],
    ["ssm:GetParameter", arn("ssm", "parameter/hookbridge/prod/acme-github")],
    ["cloudformation:DeleteStack", arn("cloudformation", "stack/another-prod/0a1b")],
    ["kms:Decrypt", arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")],
  ])("does not allow %s on %s", async (action, resource) => {
    expect(await principalMay(policy, action, resource)).toBe(false);
    expect(await principalMay(withOsls, action, resource)).toBe(false);
  });

  it("makes roles and gives them policies only with the boundary that the configuration has", async () => {
    const { stackName, template } = await compiledStack(configs.fitted, "prod");
    const bounded = policyFor(stackName, template);
    const role = `arn:aws:iam::${account}:role/hooks/${stackName}-ReceiveRole-1A2B3C`;
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"]) {
      const may = (request: Readonly<Record<string, string>>) => principalMay(bounded, action, role, request);
      expect(await may({ "iam:PermissionsBoundary": arns.boundary })).toBe(true);
      expect(await may({ "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" })).toBe(
        false,
      );
      expect(await may({})).toBe(false);
    }
    expect(await principalMay(bounded, "iam:DeleteRolePermissionsBoundary", role)).toBe(false);
  });

  it("lets event source mappings call the stack's functions alone", async () => {
    const create = (name: string) =>
      principalMay(policy, "lambda:CreateEventSourceMapping", "*", {
        "lambda:FunctionArn": arn("lambda", `function:${name}`),
      });
    expect(await create("hookbridge-prod-publish")).toBe(true);
    expect(await create("payroll")).toBe(false);
  });

  it("stores code in the bucket that is given; without one, in that of osls", async () => {
    const put = (document: PolicyDocument, bucket: string) =>
      principalMay(document, "s3:PutObject", `arn:aws:s3:::${bucket}/hookbridge-prod/receive.zip`);
    const ofOsls = "hookbridge-prod-serverlessdeploymentbucket-1a2b3c";
    expect([await put(policy, "acme-artifacts"), await put(policy, ofOsls)]).toEqual([true, false]);
    expect([await put(withOsls, "acme-artifacts"), await put(withOsls, ofOsls)]).toEqual([false, true]);
  });

  it("deploys and removes the stack itself", async () => {
    const stack = arn("cloudformation", "stack/hookbridge-prod/0a1b2c3d");
    for (const action of ["CreateChangeSet", "ExecuteChangeSet", "CreateStack", "UpdateStack", "DeleteStack"])
      expect(await principalMay(policy, `cloudformation:${action}`, stack)).toBe(true);
  });
});
