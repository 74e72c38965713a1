import { type Deployment, ids } from "./deployment.ts";
import type { Properties, Resource, Resources, TemplateValue } from "./template.ts";

/** Types of resources with a path in IAM. */
const inPath: ReadonlySet<string> = new Set(["AWS::IAM::Role", "AWS::IAM::ManagedPolicy"]);

/** Types of resources with actions for alarms. */
const notifying: ReadonlySet<string> = new Set(["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"]);

const isOwnTopic = (action: TemplateValue): boolean =>
  typeof action === "object" && "Ref" in action && action.Ref === ids.topic;

/** Actions of an alarm, with an existing topic in place of the stack's own. */
const redirect = (actions: TemplateValue, topic: string): TemplateValue =>
  Array.isArray(actions)
    ? actions.map((action: TemplateValue) => (isOwnTopic(action) ? topic : action))
    : actions;

/** What the account's rules change in the properties of a resource. */
function changesOf({ Type, Properties = {} }: Resource, { options }: Deployment): Properties {
  const { permissionsBoundary, path } = options.roles ?? {};
  const topic = options.alarms?.topic;
  return {
    ...(Type === "AWS::IAM::Role" && permissionsBoundary && { PermissionsBoundary: permissionsBoundary }),
    ...(inPath.has(Type) && path && { Path: path }),
    ...(notifying.has(Type) &&
      topic && {
        AlarmActions: redirect(Properties.AlarmActions, topic),
        ...(Properties.OKActions !== undefined && { OKActions: redirect(Properties.OKActions, topic) }),
      }),
  };
}

/**
 * All resources with what the account requires or has already: the permissions boundary and the path of roles, and the topic of alarms.
 * Here, and not where each is made, so that none can be forgotten.
 */
export function fitAccount(resources: Resources, deployment: Deployment): Resources {
  const entries = Object.entries(resources).map(([id, resource]): [string, Resource] => {
    const changes = changesOf(resource, deployment);
    return Object.keys(changes).length === 0
      ? [id, resource]
      : [id, { ...resource, Properties: { ...resource.Properties, ...changes } }];
  });
  return Object.fromEntries(entries);
}
