import { ids } from "../../deployment.ts";
import type { Statement } from "../../policy.ts";
import { arnOf, type Resource, type Resources, ref, sub, type TemplateValue } from "../../template.ts";
import type { NamedBus } from "./named-bus.ts";

/** The actions on rules that EventBridge accepts in a resource policy. */
const ruleActions = [
  "events:PutRule",
  "events:DeleteRule",
  "events:DescribeRule",
  "events:DisableRule",
  "events:EnableRule",
  "events:PutTargets",
  "events:RemoveTargets",
] as const;

/** ARN of all rules on a bus. */
export const rulesOf = (fullName: string): TemplateValue =>
  sub(`arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${fullName}/*`);

/** Exempts AWS's own services, since EventBridge itself puts replayed events. Calls that an account makes through a service are not exempt. */
const callers = { Bool: { "aws:PrincipalIsAWSService": "false" } } as const;

/** Denies PutEvents to all but the bridge, and rules to all but `rulesBy`. */
function locks({ id, fullName, config: { locked } }: NamedBus): readonly Statement[] {
  if (!locked) return [];
  const put: Statement = {
    Sid: "OnlyTheBridgePuts",
    Effect: "Deny",
    Principal: "*",
    Action: "events:PutEvents",
    Resource: arnOf(id),
    Condition: { ...callers, ArnNotEquals: { "aws:PrincipalArn": arnOf(ids.publishRole) } },
  };
  if (locked === true) return [put];
  return [
    put,
    {
      Sid: "OnlyTheseMakeRules",
      Effect: "Deny",
      Principal: "*",
      Action: ["events:PutRule", "events:PutTargets"],
      Resource: rulesOf(fullName),
      Condition: { ...callers, ArnNotLike: { "aws:PrincipalArn": locked.rulesBy } },
    },
  ];
}

/** Allows other accounts to create rules, and to change only their own. */
function shares({ fullName, config: { shareWith } }: NamedBus): readonly Statement[] {
  // In two pieces, because osls would resolve `${…}` as a variable of its own.
  const caller = { "Fn::Join": ["", ["$", "{aws:PrincipalAccount}"]] };
  const own = { StringEqualsIfExists: { "events:creatorAccount": caller } };
  const allow = { Effect: "Allow", Action: ruleActions, Resource: rulesOf(fullName) } as const;
  const { accounts = [], organization } = shareWith ?? {};
  const roots = accounts.map((account) => sub(`arn:\${AWS::Partition}:iam::${account}:root`));
  return [
    ...(roots.length > 0
      ? [{ ...allow, Sid: "AccountsMakeRules", Principal: { AWS: roots }, Condition: own }]
      : []),
    ...(organization
      ? [
          {
            ...allow,
            Sid: "OrganizationMakesRules",
            Principal: "*",
            Condition: { ...own, StringEquals: { "aws:PrincipalOrgID": organization } },
          },
        ]
      : []),
  ];
}

/** The resource policy of a bus, one resource a statement. */
export function busPolicies(bus: NamedBus): Resources {
  // The lock comes last: it would also stop CloudFormation from creating the archive's rule.
  const dependencies = bus.config.archiveDays ? [`${bus.id}Archive`] : [];
  const entries = [...locks(bus), ...shares(bus)].map((statement): [string, Resource] => [
    `${bus.id}${statement.Sid}`,
    {
      Type: "AWS::Events::EventBusPolicy",
      DependsOn: dependencies,
      Properties: {
        EventBusName: ref(bus.id),
        StatementId: statement.Sid,
        Statement: { ...statement } as TemplateValue,
      },
    },
  ]);
  return Object.fromEntries(entries);
}
