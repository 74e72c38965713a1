import { type AllowStatement, artifactArn, type DeployerScope } from "./deployer-scope.ts";

/** What `hookbridge deploy`, the AWS CLI, CDK and Terraform do with the stack. */
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

/** osls deletes what is old, and empties its own bucket before it removes the stack. */
const clearing = ["s3:DeleteObject", "s3:DeleteObjectVersion"];

/** What the deploying principal does itself: the stack, and the code in its bucket. */
export function ownStatements(scope: DeployerScope): readonly AllowStatement[] {
  const { partition, region, account, stackName, code } = scope;
  const allow = (Sid: string, Action: readonly string[], Resource: string): AllowStatement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource: [Resource],
  });
  const stack = `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/*`;
  return [
    allow("DeployTheStack", deploying, stack),
    allow("StoreTheCode", code.byOsls ? [...storing, ...clearing] : storing, artifactArn(scope)),
    ...(code.byOsls
      ? [
          allow(
            "FindTheCode",
            ["s3:ListBucket", "s3:ListBucketVersions"],
            `arn:${partition}:s3:::${code.bucket}`,
          ),
          allow("PrepareWithOsls", preparing, "*"),
        ]
      : []),
  ];
}
