import { readFileSync } from "node:fs";
import type { CompiledTemplate } from "../plain/plain-template.ts";
import { unneeded } from "./unneeded.ts";

/** What AWS says that CloudFormation needs: handlers.json, which deployers/handlers/read.ts writes. */
interface HandlerList {
  /** Actions of the handlers of each type of resource. */
  readonly types: Readonly<Record<string, readonly string[]>>;
  /** Actions that IAM allows on `*` only. */
  readonly onlyOnAll: readonly string[];
  /** Names in AWS's lists that IAM does not know. */
  readonly unknown: readonly string[];
}

const handlers: HandlerList = JSON.parse(readFileSync(new URL("handlers.json", import.meta.url), "utf8"));

/** What AWS's documentation asks for beyond its lists, by type: logs that services deliver, and roles that services make for themselves. */
const beyondHandlers: Readonly<Record<string, readonly string[]>> = {
  "AWS::ApiGateway::DomainName": ["iam:CreateServiceLinkedRole"],
  "AWS::ApiGatewayV2::DomainName": ["iam:CreateServiceLinkedRole"],
  "AWS::ApiGatewayV2::Stage": [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
  ],
  "AWS::ElasticLoadBalancingV2::LoadBalancer": ["iam:CreateServiceLinkedRole"],
  "AWS::Logs::DeliverySource": ["events:AllowVendedLogDeliveryForResource"],
};

/** Actions beyond AWS's lists that IAM allows on `*` only. */
const alsoOnlyOnAll = /^logs:(Create|Delete|Get|List|Update)LogDeliver(y|ies)$/;

/** True when IAM takes no ARN for an action. */
export const isOnlyOnAll = (action: string): boolean =>
  handlers.onlyOnAll.includes(action) || alsoOnlyOnAll.test(action);

/** KMS keys that a template names by ARN. */
export const keysOf = (template: CompiledTemplate): readonly string[] =>
  [...new Set(JSON.stringify(template).match(/arn:[a-z-]+:kms:[^"*]+/g) ?? [])].sort();

/** Names of all properties of a template's resources of one type. */
const propertiesOf = ({ Resources }: CompiledTemplate, type: string): ReadonlySet<string> =>
  new Set(
    Object.values(Resources).flatMap(({ Type, Properties = {} }) =>
      Type === type ? Object.keys(Properties) : [],
    ),
  );

/**
 * Actions that CloudFormation needs to create, update, read and delete the resources of one type in a template.
 * @throws when the type is not in AWS's list, which must then be read again
 */
export function neededActions(template: CompiledTemplate, type: string): readonly string[] {
  const listed = handlers.types[type];
  if (!listed)
    throw new Error(
      `${type} is not in handlers.json: add it to type-scopes.ts, then run node deployers/handlers/read.ts.`,
    );
  const properties = propertiesOf(template, type);
  const rows = unneeded.filter(
    (row) => row.type.test(type) && !row.unless.some((name) => properties.has(name)),
  );
  const withKeys = keysOf(template).length > 0;
  return [...listed, ...(beyondHandlers[type] ?? [])].filter(
    (action) =>
      !handlers.unknown.includes(action) &&
      (withKeys || !action.startsWith("kms:")) &&
      !rows.some(({ actions }) => actions.test(action)),
  );
}
