import { expect, it } from "vitest";
import {
  deployerPolicy,
  joinedPolicies,
  lookingPolicy,
} from "../../../src/stack/deployer/deployer-policy.ts";
import type { DeployerScope } from "../../../src/stack/deployer/deployer-scope.ts";
import { principalMay } from "../support/deployer.ts";
import { consumersOf } from "../support/made-consumers.ts";
import { account, arn, region } from "../support/permissions.ts";

const made = consumersOf(
  { builds: { function: "consumers/builds.ts" } },
  { buses: { events: { lake: { days: 7 } } } },
);
const scope: DeployerScope = {
  stackName: made.stackName,
  template: made.template,
  partition: "aws",
  region,
  account,
  code: { bucket: "artifacts", prefix: "hooks/", byOsls: false },
};
const stackArn = (name: string): string => arn("cloudformation", `stack/${name}/0a1b`);

it("two policies are joined, and the ids of their statements stay different", async () => {
  const bridge = deployerPolicy({ ...scope, stackName: "hookbridge-prod" });
  const joined = joinedPolicies(bridge, deployerPolicy(scope), "OfConsumers");
  const sids = joined.Statement.flatMap(({ Sid }) => Sid ?? []);
  expect(new Set(sids).size).toBe(sids.length);
  expect(sids).toContain("DeployTheStackOfConsumers");
  expect(joined.Statement.filter(({ Sid }) => Sid === undefined).every((one) => !("Sid" in one))).toBe(true);
  for (const name of ["hookbridge-prod", made.stackName])
    expect(await principalMay(joined, "cloudformation:CreateChangeSet", stackArn(name))).toBe(true);
  expect(await principalMay(joined, "cloudformation:CreateChangeSet", stackArn("another"))).toBe(false);
});

it("who deploys a bridge without consumers may see whether there were some, and no more", async () => {
  const policy = lookingPolicy(scope);
  const may = (action: string, name: string) =>
    principalMay(policy, `cloudformation:${action}`, stackArn(name));
  expect(await may("DescribeStacks", made.stackName)).toBe(true);
  expect(await may("GetTemplate", made.stackName)).toBe(true);
  expect(await may("DescribeStacks", "hookbridge-dev-consumers")).toBe(false);
  expect(await may("DeleteStack", made.stackName)).toBe(false);
});

it("who deploys consumers may count the messages of their queues, and read none", async () => {
  const policy = deployerPolicy(scope);
  const queue = arn("sqs", `${made.stackName}-BuildsQueue-1a2b`);
  expect(await principalMay(policy, "sqs:GetQueueAttributes", queue)).toBe(true);
  expect(await principalMay(policy, "sqs:ReceiveMessage", queue)).toBe(false);
});
