import { type CompiledTemplate, withoutOslsBucket } from "../plain/plain-template.ts";
import type { Resource } from "../template.ts";

/** A function without the place of its code: osls names that after the time, and says nothing of its content. */
function withoutCode(resource: Resource): Resource {
  if (resource.Type !== "AWS::Lambda::Function") return resource;
  const { Code: _code, ...properties } = resource.Properties ?? {};
  return { ...resource, Properties: properties };
}

/** A template of the bridge without what depends on the tool that deploys it. */
export function comparable({ Resources, Outputs = {}, Metadata = {} }: CompiledTemplate): CompiledTemplate {
  const resources = Object.entries(withoutOslsBucket(Resources)).map(([id, resource]): [string, Resource] => [
    id,
    withoutCode(resource),
  ]);
  return { Resources: Object.fromEntries(resources), Outputs: withoutOslsBucket(Outputs), Metadata };
}
