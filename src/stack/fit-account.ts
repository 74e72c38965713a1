import type { Deployment } from "./deployment.ts";
import type { Properties, Resource, Resources } from "./template.ts";

/** Types of resources with a path in IAM. */
const inPath: ReadonlySet<string> = new Set(["AWS::IAM::Role", "AWS::IAM::ManagedPolicy"]);

/** What the account's rules change in the properties of a resource. */
function changesOf({ Type }: Resource, { options }: Deployment): Properties {
  const { permissionsBoundary, path } = options.roles ?? {};
  return {
    ...(Type === "AWS::IAM::Role" && permissionsBoundary && { PermissionsBoundary: permissionsBoundary }),
    ...(inPath.has(Type) && path && { Path: path }),
  };
}

/**
 * All resources with what the account requires: the permissions boundary and the path of roles.
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
