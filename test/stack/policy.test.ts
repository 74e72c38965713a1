import { runSimulation } from "@cloud-copilot/iam-simulate";
import { describe, expect, it } from "vitest";
import type { Template } from "../../src/stack/template.ts";
import { arns } from "./support/configs.ts";
import { account, arn, bufferedStack, region } from "./support/permissions.ts";
import { properties, stackOf } from "./support/stack-of.ts";
import { resolveValue } from "./support/template-values.ts";

/** Whether a service may assume a role, for what these condition keys say. */
async function mayAssume(
  { Resources }: Template,
  [role, service]: readonly [string, string],
  contextVariables: Readonly<Record<string, string>>,
): Promise<boolean> {
  const resource = async (id: string) => ({ ref: id, attributes: { Arn: id } });
  const document = Resources[role]?.Properties?.AssumeRolePolicyDocument;
  const result = await runSimulation(
    {
      request: {
        principal: `${service}.amazonaws.com`,
        action: "sts:AssumeRole",
        resource: { resource: `arn:aws:iam::${account}:role/${role}`, accountId: account },
        contextVariables,
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: await resolveValue(document, { account, region, resource }),
    },
    {},
  );
  if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
  return result.overallResult === "Allowed";
}

const own = { "aws:SourceAccount": account };
const others = { "aws:SourceAccount": "999900001111" };

describe("a role", () => {
  it.each([
    ["ReceiveRole", "lambda"],
    ["PublishRole", "lambda"],
    ["BufferRole", "apigateway"],
  ])("%s is assumed by %s, and for no other account", async (...role) => {
    const template = bufferedStack();
    expect(await mayAssume(template, role, own)).toBe(true);
    // A service that does not say for which account it acts.
    expect(await mayAssume(template, role, {})).toBe(true);
    expect(await mayAssume(template, role, others)).toBe(false);
    expect(await mayAssume(template, [role[0], "ec2"], own)).toBe(false);
  });

  it("that forwards events is assumed for the rules of its bus, and no others", async () => {
    const { template } = stackOf({}, { forwardTo: [arns.central] });
    const forRule = (rule: string, keys: Readonly<Record<string, string>> = own) =>
      mayAssume(template, ["EventsBusForwardRole", "events"], {
        ...keys,
        "aws:SourceArn": arn("events", `rule/${rule}`),
      });
    expect(await forRule("hookbridge-prod-events/hookbridge-prod-EventsBusForward-1")).toBe(true);
    expect(await forRule("hookbridge-prod-events-2/any")).toBe(false);
    expect(await forRule("any")).toBe(false);
    expect(await forRule("hookbridge-prod-events/any", others)).toBe(false);
    expect(await mayAssume(template, ["EventsBusForwardRole", "events"], own)).toBe(false);
  });
});

const traces = '"xray:PutTraceSegments","xray:PutTelemetryRecords"';
const rest = { kind: "rest-api" } as const;

it("lets no function send traces, and records none, unless they are asked for", () => {
  const stack = stackOf({ frontDoor: rest });
  expect(stack.tracing).toBe("PassThrough");
  expect(JSON.stringify(stack.template.Resources)).not.toContain("xray");
  expect(properties(stack, "RestApiStage")?.TracingEnabled).toBe(false);
});

it("tracing: true traces both functions and a REST API", () => {
  const stack = stackOf({ frontDoor: rest, tracing: true });
  expect(stack.tracing).toBe("Active");
  for (const role of ["ReceiveRole", "PublishRole"])
    expect(JSON.stringify(properties(stack, role))).toContain(traces);
  expect(properties(stack, "RestApiStage")?.TracingEnabled).toBe(true);
});

it("refuses what is neither true nor false", () => {
  expect(() => stackOf({ tracing: "Active" as never })).toThrow('tracing is "Active".');
});
