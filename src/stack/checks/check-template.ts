import { BridgeError } from "../../core/errors.ts";
import type { Template } from "../template.ts";
import { quotas } from "./quotas.ts";

/** What osls adds: the functions with their log groups, and the deployment bucket with its policy. */
const addedByOsls = { resources: 6, bytes: 10_000 } as const;

function refuseTemplate(size: string, limit: number): never {
  throw new BridgeError(
    "config-invalid",
    `The stack would have ${size}, but CloudFormation allows ${limit}.`,
    "Spread the sources over several deployments with names of their own.",
  );
}

/**
 * The template, if CloudFormation accepts its size.
 * @throws BridgeError `config-invalid`
 */
export function checkTemplate(template: Template): Template {
  const resources = Object.keys(template.Resources).length + addedByOsls.resources;
  if (resources > quotas.resources) refuseTemplate(`${resources} resources`, quotas.resources);
  const bytes = JSON.stringify(template).length + addedByOsls.bytes;
  if (bytes > quotas.templateBytes) refuseTemplate(`${bytes} bytes`, quotas.templateBytes);
  return template;
}
