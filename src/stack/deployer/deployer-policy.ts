import type { CompiledTemplate } from "../plain/plain-template.ts";
import type { Resource } from "../template.ts";
import {
  type AllowStatement,
  artifactArn,
  type DeployerScope,
  type StatementConditions,
} from "./deployer-scope.ts";
import { isOnlyOnAll, keysOf, neededActions } from "./needed-actions.ts";
import { ownStatements } from "./own-statements.ts";
import type { PolicyDocument } from "./policy-parts.ts";
import { typeScopes } from "./type-scopes.ts";

/** The service for which a type of resource makes a service-linked role, the first time in an account. */
const serviceLinked: Readonly<Record<string, string>> = {
  "AWS::ApiGateway::DomainName": "ops.apigateway.amazonaws.com",
  "AWS::ApiGatewayV2::DomainName": "ops.apigateway.amazonaws.com",
  "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": "management.chatbot.amazonaws.com",
  "AWS::Chatbot::SlackChannelConfiguration": "management.chatbot.amazonaws.com",
  "AWS::ElasticLoadBalancingV2::LoadBalancer": "elasticloadbalancing.amazonaws.com",
  "AWS::EventSchemas::Discoverer": "schemas.amazonaws.com",
};

/** Types whose actions name a resource of another service too. */
const namesTwo = ["AWS::WAFv2::WebACLAssociation"];

const ofType = ({ Resources }: CompiledTemplate, type: string): readonly Resource[] =>
  Object.values(Resources).filter(({ Type }) => Type === type);

/** Distinct texts of a property; the default where it is missing or no text. */
function textsOf(
  template: CompiledTemplate,
  type: string,
  property: string,
  otherwise: string,
): readonly string[] {
  const values = ofType(template, type).map(({ Properties }) => Properties?.[property]);
  return [...new Set(values.map((value) => (typeof value === "string" ? value : otherwise)))];
}

/** ARNs of a type's scope. */
function scopeArns(scope: DeployerScope, type: string): readonly string[] {
  const { stackName, region, account, partition, template } = scope;
  return (typeScopes[type] ?? []).flatMap((pattern) => {
    const named = pattern
      .replace("{artifacts}", artifactArn(scope).replace(/^arn:[^:]*:s3:::/, ""))
      .replace(/\{stack(?::(\d+))?\}/g, (_, length?: string) => stackName.slice(0, Number(length ?? 64)))
      .replace("{region}", region)
      .replace("{account}", account);
    const [token, property = "", otherwise = ""] = /\{(\w+)\|([^}]*)\}/.exec(named) ?? [];
    const values = token === undefined ? [""] : textsOf(template, type, property, otherwise);
    return values.map(
      (value) => `arn:${partition}:${token === undefined ? named : named.replace(token, value)}`,
    );
  });
}

/** ARNs on which an action is allowed for a type of resource. */
function arnsFor(scope: DeployerScope, type: string, action: string): readonly string[] {
  if (isOnlyOnAll(action)) return ["*"];
  const [service = ""] = action.split(":");
  if (service === "kms") return keysOf(scope.template);
  const arns = scopeArns(scope, type).filter(
    (arn) => namesTwo.includes(type) || arn.split(":")[2] === service.toLowerCase(),
  );
  if (arns.length === 0) throw new Error(`type-scopes.ts has no ARN for ${action}, which ${type} needs.`);
  return arns;
}

/** Roles that are handed to a service: each only to the one that it trusts. */
function passRoles(scope: DeployerScope): readonly AllowStatement[] {
  const services = ofType(scope.template, "AWS::IAM::Role").flatMap(({ Properties = {} }) =>
    Array.from(
      JSON.stringify(Properties.AssumeRolePolicyDocument ?? {}).matchAll(/"([\w.-]+\.amazonaws\.com)"/g),
      ([, name = ""]) => name,
    ),
  );
  if (services.length === 0) return [];
  return [
    {
      Sid: "HandRolesToTheirServices",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: scopeArns(scope, "AWS::IAM::Role"),
      Condition: { StringEquals: { "iam:PassedToService": [...new Set(services)].sort() } },
    },
  ];
}

function serviceLinkedRoles({ template, partition, account }: DeployerScope): readonly AllowStatement[] {
  const services = Object.entries(serviceLinked)
    .filter(([type]) => ofType(template, type).length > 0)
    .map(([, service]) => service);
  const names = [...new Set(services)].sort();
  if (names.length === 0) return [];
  return [
    {
      Sid: "LetServicesMakeTheirRoles",
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole"],
      Resource: names.map((name) => `arn:${partition}:iam::${account}:role/aws-service-role/${name}/*`),
      Condition: { StringEquals: { "iam:AWSServiceName": names } },
    },
  ];
}

/** What can be said of a request beside its ARN: which function a mapping calls, and which boundary a role has. */
function narrowed(scope: DeployerScope, action: string): StatementConditions | undefined {
  const { partition, region, account, stackName, template } = scope;
  if (/^lambda:(Create|Delete|Update)EventSourceMapping$/.test(action)) {
    const functions = `arn:${partition}:lambda:${region}:${account}:function:${stackName}-*`;
    return { ArnLike: { "lambda:FunctionArn": functions } };
  }
  if (!/^iam:(CreateRole|(Attach|Put)RolePolicy|PutRolePermissionsBoundary)$/.test(action)) return undefined;
  const boundaries = textsOf(template, "AWS::IAM::Role", "PermissionsBoundary", "");
  return boundaries.length === 0 || boundaries.includes("")
    ? undefined
    : { StringEquals: { "iam:PermissionsBoundary": boundaries } };
}

/** True when a statement without a condition allows an action on all ARNs of another. */
const allowsAlready = (wide: AllowStatement, narrow: AllowStatement, action: string): boolean =>
  wide !== narrow &&
  wide.Condition === undefined &&
  wide.Action.includes(action) &&
  wide.Resource.length > narrow.Resource.length &&
  narrow.Resource.every((arn) => wide.Resource.includes(arn));

/** Statements for the resources of the template: actions with the same ARNs stand together. */
function resourceStatements(scope: DeployerScope): readonly AllowStatement[] {
  const statements = new Map<
    string,
    {
      readonly arns: readonly string[];
      readonly actions: Set<string>;
      readonly condition: StatementConditions | undefined;
    }
  >();
  const types = new Set(Object.values(scope.template.Resources).map(({ Type }) => Type));
  for (const type of [...types].sort())
    for (const action of neededActions(scope.template, type)) {
      if (/^iam:(PassRole|CreateServiceLinkedRole)$/.test(action)) continue;
      const arns = [...new Set(arnsFor(scope, type, action))].sort();
      const condition = narrowed(scope, action);
      const key = JSON.stringify([arns, condition]);
      const statement = statements.get(key) ?? { arns, actions: new Set(), condition };
      statements.set(key, statement);
      statement.actions.add(action.replace(/^S3:/i, "s3:"));
    }
  const all = Array.from(
    statements.values(),
    ({ arns, actions, condition }): AllowStatement => ({
      Effect: "Allow",
      Action: [...actions].sort(),
      Resource: arns,
      ...(condition && { Condition: condition }),
    }),
  );
  return all
    .map((each) => ({
      ...each,
      Action: each.Action.filter((action) => !all.some((other) => allowsAlready(other, each, action))),
    }))
    .filter(({ Action }) => Action.length > 0);
}

/** The statements of two stacks: those of the second with ids of their own. */
export const joinedPolicies = (
  first: PolicyDocument,
  second: PolicyDocument,
  suffix: string,
): PolicyDocument => ({
  ...first,
  Statement: [
    ...first.Statement,
    ...second.Statement.map((statement) => ({
      ...statement,
      ...(statement.Sid !== undefined && { Sid: statement.Sid + suffix }),
    })),
  ],
});

/** The least policy with which a principal can create, update and delete a stack: deployed with its own credentials, without a role. */
export const deployerPolicy = (scope: DeployerScope): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    ...ownStatements(scope),
    ...resourceStatements(scope),
    ...passRoles(scope),
    ...serviceLinkedRoles(scope),
  ],
});

/** What a deployment asks of a stack that it may have to remove: whether there is one, and what is in it. */
export const lookingPolicy = ({ stackName, partition, region, account }: DeployerScope): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "LookFor",
      Effect: "Allow",
      Action: ["cloudformation:DescribeStacks", "cloudformation:GetTemplate"],
      Resource: [`arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/*`],
    },
  ],
});
