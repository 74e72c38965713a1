import { expect, it } from "vitest";
import type { VpcOptions } from "../../../src/config/account-options.ts";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import { build, expectRefusal, names } from "../support/refused.ts";

const topic = "arn:aws:sns:eu-west-1:111122223333:oncall";
const slack = { workspace: "T0123456789", channel: "C0123456789" };
const teams = {
  tenant: "0a1b2c3d-0000-4000-8000-0123456789ab",
  team: "1a1b2c3d-0000-4000-8000-0123456789ab",
  channel: "19%3aAbC-dEf_0123%40thread.tacv2",
};
const vpc = { subnets: ["subnet-0123456789abcdef0"], securityGroups: ["sg-0123456789abcdef0"] };

/** Options as in a file that no compiler has read. */
const written = (alarms: object): DeploymentOptions => ({ alarms });

const refusals: readonly (readonly [what: string, options: DeploymentOptions, says: RegExp])[] = [
  ["a topic that is not an ARN", { alarms: { topic: "oncall" } }, /alarms\.topic is "oncall"/],
  ["a FIFO topic", { alarms: { topic: `${topic}.fifo` } }, /\.fifo"\. .*a standard topic/],
  [
    "a topic with recipients",
    { alarms: { topic, email: "a@example.com", slack } },
    /topic and email, slack\. .*add the recipients there/,
  ],
  [
    "a channel's name",
    { alarms: { slack: { ...slack, channel: "#alarms" } } },
    /slack\.channel is "#alarms"\. .*not the channel's name/,
  ],
  [
    "a workspace's name",
    { alarms: { slack: { ...slack, workspace: "acme" } } },
    /slack\.workspace is "acme"/,
  ],
  ["a tenant's domain", { alarms: { teams: { ...teams, tenant: "acme.example" } } }, /teams\.tenant is/],
  ["a team's name", { alarms: { teams: { ...teams, team: "Platform" } } }, /teams\.team is "Platform"/],
  [
    "a channel without escapes",
    { alarms: { teams: { ...teams, channel: "19:a@thread.tacv2" } } },
    /%3a…%40thread/,
  ],
  ["no channel", written({ slack: { workspace: "T0123456789" } }), /slack\.channel is ""/],
  ["no team", written({ teams: { tenant: teams.tenant } }), /teams\.team is ""/],
  ["nothing of a VPC", { vpc: {} as VpcOptions }, /subnets is empty.*securityGroups is empty/],
  ["no subnet", { vpc: { ...vpc, subnets: [] } }, /subnets is empty/],
  ["too many subnets", { vpc: { ...vpc, subnets: names(17, "subnet") } }, /17 subnets\. Lambda takes 16/],
  ["a subnet's name", { vpc: { ...vpc, subnets: ["private"] } }, /vpc\.subnets is "private"/],
  ["no security group", { vpc: { ...vpc, securityGroups: [] } }, /securityGroups is empty\. .*HTTPS out/],
  [
    "too many security groups",
    { vpc: { ...vpc, securityGroups: names(6, "sg") } },
    /6 groups\. Lambda takes 5/,
  ],
  [
    "a security group's name",
    { vpc: { ...vpc, securityGroups: ["default"] } },
    /securityGroups is "default"/,
  ],
  ["less memory than Lambda's least", { memory: { receive: 64 } }, /memory\.receive is 64\. .*128 to 10240/],
  ["half a megabyte", { memory: { publish: 512.5 } }, /memory\.publish is 512\.5/],
  ["a boundary's name", { roles: { permissionsBoundary: "boundary" } }, /permissionsBoundary is "boundary"/],
  ["a path without slashes", { roles: { path: "hooks" } }, /roles\.path is "hooks"\. .*both ends/],
  ["a path with a space", { roles: { path: "/my hooks/" } }, /roles\.path is/],
  ["an ARN for a bucket", { deploymentBucket: "arn:aws:s3:::acme" }, /deploymentBucket is "arn/],
  ["a bucket in capitals", { deploymentBucket: "Acme-Deployments" }, /deploymentBucket is "Acme/],
];

it.each(refusals)("options are refused: %s", (_what, deployment, says) =>
  expectRefusal({ deployment }, says),
);

const taken: readonly (readonly [what: string, options: DeploymentOptions])[] = [
  ["an existing topic", { alarms: { topic } }],
  ["an email address and both chats", { alarms: { email: "a@example.com", slack, teams } }],
  ["a function in a VPC", { vpc }],
  ["the least and the most memory", { memory: { receive: 128, publish: 10_240 } }],
  [
    "a boundary that AWS manages",
    { roles: { permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" } },
  ],
  ["a path of several parts", { roles: { path: "/teams/hooks/" } }],
  ["the default path", { roles: { path: "/" } }],
  ["a bucket", { deploymentBucket: "acme.deployments-1" }],
];

it.each(taken)("options are taken: %s", (_what, deployment) => {
  expect(() => build({ deployment })).not.toThrow();
});
