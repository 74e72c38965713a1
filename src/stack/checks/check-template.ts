import { BridgeError } from "../../core/errors.ts";
import type { Template } from "../template.ts";
import { quotas } from "./quotas.ts";

/** What osls adds of its own: the functions with their log groups, the deployment bucket with its policy. */
const byOsls = { resources: 6, bytes: 10_000 } as const;

function refuse(what: string, limit: number): never {
  throw new BridgeError(
    "config-invalid",
    `The stack would have ${what}, and CloudFormation takes ${limit}.`,
    "Spread the sources over several deployments, each with a name of its own.",
  );
}

/**
 * The template, if CloudFormation takes one of its size.
 * @throws BridgeError `config-invalid`
 */
export function checkTemplate(template: Template): Template {
  const resources = Object.keys(template.Resources).length + byOsls.resources;
  if (resources > quotas.resources) refuse(`${resources} resources`, quotas.resources);
  const bytes = JSON.stringify(template).length + byOsls.bytes;
  if (bytes > quotas.templateBytes) refuse(`${bytes} bytes`, quotas.templateBytes);
  return template;
}
