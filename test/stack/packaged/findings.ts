import { CelEngine, TemplateFile } from "@aws/cloudformation-validate";

/** Warnings that count as errors: a value that the property does not allow, and a wrong type. */
const failingWarnings = new Set(["W3030", "W9003"]);

const engine = new CelEngine();

/** Errors that AWS's validator finds in a template. */
export function findings(file: string): readonly string[] {
  const { diagnostics } = engine.validateStandard(new TemplateFile(file));
  return diagnostics
    .filter(({ severity, ruleId }) => ["FATAL", "ERROR"].includes(severity) || failingWarnings.has(ruleId))
    .map(({ severity, ruleId, message }) => `${severity} ${ruleId}: ${message}`);
}
