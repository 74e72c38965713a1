import type { SlackOptions, TeamsOptions, VpcOptions } from "../../config/account-options.ts";
import type { AlarmOptions, DeploymentOptions } from "../../config/deployment-options.ts";
import { arnPattern, type Complaint, complaintIf, matches, range } from "./complaint.ts";
import { quotas } from "./quotas.ts";

const alarmTopicArn = arnPattern("sns", "[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}");
const policyArn = arnPattern("iam:", "([0-9]{12}|aws):policy/[A-Za-z0-9_/+=,.@-]+");
const uuid = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
const uuidExample = '"1a2b3c4d-1a2b-1a2b-1a2b-1a2b3c4d5e6f"';
const bucketName = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Settings of something that needs them all, in a file that no compiler has read. */
type Unread<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/** Slack's ids, as the chat service takes them. */
const checkSlack = ({ workspace = "", channel = "" }: Unread<SlackOptions>): readonly Complaint[] => [
  ...matches("alarms.slack.workspace", workspace, /^[0-9A-Z]{1,255}$/, '"T0123456789"'),
  ...matches(
    "alarms.slack.channel",
    channel,
    /^[A-Za-z0-9]{1,255}$/,
    '"C0123456789", not the channel\'s name',
  ),
];

const checkTeams = ({ tenant = "", team = "", channel = "" }: Unread<TeamsOptions>): readonly Complaint[] => [
  ...matches("alarms.teams.tenant", tenant, uuid, uuidExample),
  ...matches("alarms.teams.team", team, uuid, uuidExample),
  ...matches(
    "alarms.teams.channel",
    channel,
    /^(?=.{1,255}$)[\w=+/.,-]*%3[aA][\w=+/.,-]*%40[\w=+/.,-]*$/,
    '"19%3a…%40thread.tacv2", as in the link to the channel',
  ),
];

function checkRecipients(alarms: AlarmOptions): readonly Complaint[] {
  const { topic, email, slack, teams } = alarms;
  const others = Object.entries({ email, slack, teams }).flatMap(([name, recipient]) =>
    recipient ? [name] : [],
  );
  return [
    ...matches(
      "alarms.topic",
      topic,
      alarmTopicArn,
      '"arn:aws:sns:eu-west-1:111122223333:oncall", a standard topic',
    ),
    ...complaintIf(
      topic !== undefined && others.length > 0,
      `alarms has a topic and ${others.join(", ")}.`,
      "An existing topic has its own subscribers: add the recipients there, or leave `topic` out.",
    ),
    ...(slack ? checkSlack(slack) : []),
    ...(teams ? checkTeams(teams) : []),
  ];
}

function checkNetwork({ subnets = [], securityGroups = [] }: Unread<VpcOptions>): readonly Complaint[] {
  return [
    ...complaintIf(
      subnets.length === 0,
      "vpc.subnets is empty.",
      "List private subnets, or leave `vpc` out.",
    ),
    ...complaintIf(
      subnets.length > quotas.subnetsOfFunction,
      `vpc.subnets has ${subnets.length} subnets.`,
      `Lambda takes ${quotas.subnetsOfFunction}.`,
    ),
    ...complaintIf(
      securityGroups.length === 0,
      "vpc.securityGroups is empty.",
      "List at least one that lets HTTPS out, or leave `vpc` out.",
    ),
    ...complaintIf(
      securityGroups.length > quotas.securityGroupsOfFunction,
      `vpc.securityGroups has ${securityGroups.length} groups.`,
      `Lambda takes ${quotas.securityGroupsOfFunction}.`,
    ),
    ...subnets.flatMap((id) =>
      matches("vpc.subnets", id, /^subnet-[0-9a-f]{8,17}$/, '"subnet-0123456789abcdef0"'),
    ),
    ...securityGroups.flatMap((id) =>
      matches("vpc.securityGroups", id, /^sg-[0-9a-f]{8,17}$/, '"sg-0123456789abcdef0"'),
    ),
  ];
}

/** What is wrong with the options that fit a deployment into an account. */
export function checkAccount(options: DeploymentOptions): readonly Complaint[] {
  const { alarms = {}, roles, memory, vpc, deploymentBucket } = options;
  return [
    ...checkRecipients(alarms),
    ...(vpc ? checkNetwork(vpc) : []),
    ...range("memory.receive", memory?.receive, quotas.functionMegabytes),
    ...range("memory.publish", memory?.publish, quotas.functionMegabytes),
    ...matches(
      "roles.permissionsBoundary",
      roles?.permissionsBoundary,
      policyArn,
      '"arn:aws:iam::111122223333:policy/boundary"',
    ),
    ...matches(
      "roles.path",
      roles?.path,
      /^(?=.{1,512}$)\/([!-.0-~]+\/)*$/,
      '"/hooks/", with a slash at both ends',
    ),
    ...matches("deploymentBucket", deploymentBucket, bucketName, 'a bucket\'s name: "acme-deployments"'),
  ];
}
