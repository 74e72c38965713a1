import { type AllowStatement, artifactArn, type DeployerScope } from "./deployer-scope.ts";

/** What `npm run deploy`, the AWS CLI, CDK and Terraform do with the stack. */
const deploying = [
  "ContinueUpdateRollback",
  "CreateChangeSet",
  "CreateStack",
  "DeleteChangeSet",
  "DeleteStack",
  "DescribeChangeSet",
  "DescribeStackEvents",
  "DescribeStackResource",
  "DescribeStackResources",
  "DescribeStacks",
  "ExecuteChangeSet",
  "GetTemplate",
  "ListStackResources",
  "TagResource",
  "UntagResource",
  "UpdateStack",
].map((name) => `cloudformation:${name}`);

/** What osls asks before a deployment, and what is read of the account's limits. */
const preparing = [
  "cloudformation:ListExports",
  "cloudformation:ValidateTemplate",
  "lambda:GetAccountSettings",
];

const storing = ["s3:GetObject", "s3:PutObject"];

/** osls empties its bucket before it removes the stack. */
const clearing = ["s3:DeleteObject", "s3:DeleteObjectVersion"];

/** What the deploying principal does itself: the stack, and the code in its bucket. */
export function ownStatements(scope: DeployerScope): readonly AllowStatement[] {
  const { partition, region, account, stackName, bucket } = scope;
  const stack = `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/*`;
  const code: AllowStatement = {
    Sid: "StoreTheCode",
    Effect: "Allow",
    Action: bucket === undefined ? [...storing, ...clearing] : storing,
    Resource: [artifactArn(scope)],
  };
  const withOsls: AllowStatement = {
    Sid: "PrepareWithOsls",
    Effect: "Allow",
    Action: preparing,
    Resource: ["*"],
  };
  return [
    { Sid: "DeployTheStack", Effect: "Allow", Action: deploying, Resource: [stack] },
    code,
    ...(bucket === undefined ? [withOsls] : []),
  ];
}
