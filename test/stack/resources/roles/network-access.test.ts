import { expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../../../src/config/deployment-options.ts";
import { buildStack } from "../../../../src/stack/build-stack.ts";
import { arn, may } from "../../support/permissions.ts";
import { stackOf } from "../../support/stack-of.ts";

const vpc = { subnets: ["subnet-0123456789abcdef0"], securityGroups: ["sg-0123456789abcdef0"] };
const stack = (deployment: DeploymentOptions) =>
  buildStack(defineBridge({ buses: { events: {} }, sources: {}, deployment }), "prod").template;

/** What AWS says that a function in a VPC needs: the managed policy AWSLambdaVPCAccessExecutionRole, without its logs. */
const needed = [
  ["ec2:CreateNetworkInterface", "network-interface/*"],
  ["ec2:CreateNetworkInterface", "subnet/subnet-0123456789abcdef0"],
  ["ec2:CreateNetworkInterface", "security-group/sg-0123456789abcdef0"],
  ["ec2:DeleteNetworkInterface", "network-interface/eni-0123456789abcdef0"],
  ["ec2:AssignPrivateIpAddresses", "network-interface/eni-0123456789abcdef0"],
  ["ec2:UnassignPrivateIpAddresses", "network-interface/eni-0123456789abcdef0"],
  ["ec2:DescribeNetworkInterfaces", "*"],
  ["ec2:DescribeSubnets", "*"],
] as const;

const calls = (["receive", "publish"] as const).flatMap((name) =>
  needed.map(([action, resource]) => [name, action, resource] as const),
);

it.each(calls)(
  "the role of %s: Lambda may %s on %s, and the function's code may not",
  async (name, action, rest) => {
    const role = name === "receive" ? "ReceiveRole" : "PublishRole";
    const resource = rest === "*" ? "*" : arn("ec2", rest);
    const code = { "lambda:SourceFunctionArn": arn("lambda", `function:hookbridge-prod-${name}`) };
    expect(await may(stack({ vpc }), { role, action, resource })).toBe(true);
    expect(await may(stack({ vpc }), { role, action, resource, conditionKeys: code })).toBe(false);
    expect(await may(stack({}), { role, action, resource })).toBe(false);
  },
);

it.each(["ReceiveRole", "PublishRole"])(
  "%s may delete network interfaces in the form that Lambda asks for",
  (role) => {
    const text = JSON.stringify(stack({ vpc }).Resources[role]?.Properties);
    const [, resources] = /"Action":"ec2:DeleteNetworkInterface","Resource":(\[[^\]]*\])/.exec(text) ?? [];
    expect(resources).toContain(
      '{"Fn::Sub":"arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:*/*"}',
    );
  },
);

it("vpc and memory: both functions get them", () => {
  const { functions } = stackOf({ vpc, memory: { receive: 1_769 } });
  const network = { subnetIds: vpc.subnets, securityGroupIds: vpc.securityGroups };
  expect(functions.receive).toMatchObject({ memorySize: 1_769, vpc: network });
  expect(functions.publish).toMatchObject({ memorySize: 512, vpc: network });
  expect(stackOf({}).functions.receive).toMatchObject({ memorySize: 1_024, vpc: null });
});
