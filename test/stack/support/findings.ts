import { CelEngine, TemplateFile } from "@aws/cloudformation-validate";

/** Warnings that fail as errors do: a value that the property does not allow, and a wrong type. */
const gravest = new Set(["W3030", "W9003"]);

const engine = new CelEngine();

/** What AWS's validator finds in a template, as far as it must not be there. */
export function findings(file: string): readonly string[] {
  const { diagnostics } = engine.validateStandard(new TemplateFile(file));
  return diagnostics
    .filter(({ severity, ruleId }) => ["FATAL", "ERROR"].includes(severity) || gravest.has(ruleId))
    .map(({ severity, ruleId, message }) => `${severity} ${ruleId}: ${message}`);
}
