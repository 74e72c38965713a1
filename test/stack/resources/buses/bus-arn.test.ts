import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { describe, expect, it } from "vitest";
import { type BridgeConfig, defineBridge } from "../../../../src/config/define-bridge.ts";
import { github } from "../../../../src/providers/index.ts";
import { buildStack } from "../../../../src/stack/build-stack.ts";
import { account, arn, may, policiesOf } from "../../support/permissions.ts";

const central = "arn:aws:events:eu-west-1:444455556666:event-bus/central";
const source = { provider: github, bus: "events" } as const;

const stackWith = (stages: NonNullable<BridgeConfig<string>["stages"]> = {}) =>
  buildStack(
    defineBridge({ buses: { events: {}, central: { arn: central } }, sources: { a: source }, stages }),
    "prod",
  );

describe("an existing bus", () => {
  it("is not made, and its ARN is in the functions' environment", () => {
    const { template, environment } = stackWith();
    const buses = Object.keys(template.Resources).filter((id) => id.endsWith("Bus"));
    expect(buses).toEqual(["EventsBus"]);
    expect(environment.HOOKBRIDGE_BUS_ARNS).toBe(`central=${central}`);
  });

  it("can be a bus of the deployment's own in one stage", () => {
    const { template, environment } = stackWith({ prod: { buses: { central: { archiveDays: 7 } } } });
    expect(template.Resources.CentralBus?.Type).toBe("AWS::Events::EventBus");
    expect(environment.HOOKBRIDGE_BUS_ARNS).toBe("");
  });

  it("is what publish may put events on, and no other bus of its account", async () => {
    const { template } = stackWith();
    const put = (resource: string) =>
      may(template, { role: "PublishRole", action: "events:PutEvents", resource });
    expect(await put(central)).toBe(true);
    expect(await put(central.replace("central", "another"))).toBe(false);
    expect(await put(central.replace("eu-west-1", "us-east-1"))).toBe(false);
    expect(await put(arn("events", "event-bus/hookbridge-prod-events"))).toBe(true);
  });
});

describe("the policy in docs/your-account.md, on the bus of another account", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../../../docs/your-account.md"), "utf8");
  const blocks = Array.from(page.matchAll(/```json\n([\s\S]*?)```/g), ([, block = ""]) => block);
  const block = blocks.find((text) => text.includes("PublishRole-*")) ?? "";
  const resourcePolicy = JSON.parse(block);

  const put = async (role: string, policy?: object): Promise<boolean> => {
    const result = await runSimulation(
      {
        request: {
          principal: `arn:aws:iam::${account}:role/${role}`,
          action: "events:PutEvents",
          resource: { resource: central, accountId: "444455556666" },
          contextVariables: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/${role}` },
        },
        identityPolicies: await policiesOf(stackWith().template, "PublishRole"),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        ...(policy && { resourcePolicy: policy }),
      },
      {},
    );
    if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
    return result.overallResult === "Allowed";
  };

  it("lets publish put events", async () => {
    expect(await put("hookbridge-prod-PublishRole-1A2B3C4D5E6F", resourcePolicy)).toBe(true);
  });

  it("is needed, and lets no other role of the account", async () => {
    expect(await put("hookbridge-prod-PublishRole-1A2B3C4D5E6F")).toBe(false);
    expect(await put("hookbridge-dev-PublishRole-1A2B3C4D5E6F", resourcePolicy)).toBe(false);
  });
});
