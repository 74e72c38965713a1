import type { Deployment } from "../../deployment.ts";
import type { Statement } from "../../policy.ts";
import { sub } from "../../template.ts";

/** What Lambda does with the role to connect a function to subnets. */
const change = [
  "ec2:CreateNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
] as const;
const remove = "ec2:DeleteNetworkInterface";
/** EC2 has no resources to restrict these to. */
const describe = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"] as const;

/**
 * Permissions for a function in a VPC. Lambda itself makes the network interfaces, with the function's role; the function's own code is
 * denied the same calls.
 */
export function networkAccess(
  { prefix, options }: Deployment,
  name: "receive" | "publish",
): readonly Statement[] {
  if (!options.vpc) return [];
  return [
    {
      Sid: "ConnectToSubnets",
      Effect: "Allow",
      Action: change,
      Resource: [
        sub("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:network-interface/*"),
        // Of any account: a subnet that is shared belongs to another one.
        sub("arn:${AWS::Partition}:ec2:${AWS::Region}:*:subnet/*"),
        sub("arn:${AWS::Partition}:ec2:${AWS::Region}:*:security-group/*"),
      ],
    },
    {
      Sid: "DisconnectFromSubnets",
      Effect: "Allow",
      Action: remove,
      Resource: [
        sub("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:network-interface/*"),
        // It covers the one above. AWS says that a role without all ids in this form may not get a function into a VPC:
        // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
        sub("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:*/*"),
      ],
    },
    { Sid: "FindSubnets", Effect: "Allow", Action: describe, Resource: "*" },
    {
      Sid: "NotByTheCode",
      Effect: "Deny",
      Action: [...change, remove, ...describe],
      Resource: "*",
      Condition: {
        ArnEquals: {
          "lambda:SourceFunctionArn": sub(
            `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${prefix}-${name}`,
          ),
        },
      },
    },
  ];
}
