import { ids } from "../../deployment.ts";
import type { Statement } from "../../policy.ts";
import { arnOf, type Resource, type Resources, ref, sub, type TemplateValue } from "../../template.ts";
import type { NamedBus } from "./named-bus.ts";

/** What makes and keeps rules. EventBridge's resource policies know these and no others of the kind. */
const ruleActions = [
  "events:PutRule",
  "events:DeleteRule",
  "events:DescribeRule",
  "events:DisableRule",
  "events:EnableRule",
  "events:PutTargets",
  "events:RemoveTargets",
] as const;

const rulesOf = (fullName: string): TemplateValue =>
  sub(`arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${fullName}/*`);

/** AWS's own services, which bring archived events back, are no strangers; what an account calls through them is. */
const strangers = { Bool: { "aws:PrincipalIsAWSService": "false" } } as const;

/** Nobody but the bridge puts events; nobody but those named makes rules. */
function locks({ id, fullName, config: { locked } }: NamedBus): readonly Statement[] {
  if (!locked) return [];
  const put: Statement = {
    Sid: "OnlyTheBridgePuts",
    Effect: "Deny",
    Principal: "*",
    Action: "events:PutEvents",
    Resource: arnOf(id),
    Condition: { ...strangers, ArnNotEquals: { "aws:PrincipalArn": arnOf(ids.publishRole) } },
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
      Condition: { ...strangers, ArnNotLike: { "aws:PrincipalArn": locked.rulesBy } },
    },
  ];
}

/** Others make rules of their own, and touch only those. */
function shares({ fullName, config: { shareWith } }: NamedBus): readonly Statement[] {
  // In two pieces: osls would take the policy variable for one of its own.
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

/** A bus's resource policy, one resource a statement. */
export function busPolicies(bus: NamedBus): Resources {
  // Locks come last, so that they don't stop the stack from making the rest.
  const hung = bus.config.archiveDays ? [`${bus.id}Archive`] : [];
  const entries = [...locks(bus), ...shares(bus)].map((statement): [string, Resource] => [
    `${bus.id}${statement.Sid}`,
    {
      Type: "AWS::Events::EventBusPolicy",
      DependsOn: hung,
      Properties: {
        EventBusName: ref(bus.id),
        StatementId: statement.Sid,
        Statement: { ...statement } as TemplateValue,
      },
    },
  ]);
  return Object.fromEntries(entries);
}
