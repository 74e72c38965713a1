import type { AllowStatement } from "./deployer-scope.ts";

/** Characters of a managed policy that IAM takes, white space not counted. */
export const managedPolicyCharacters = 6_144;

/** A policy document. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly AllowStatement[];
}

/** A document's characters as IAM counts them. */
export const charactersOf = (policy: PolicyDocument): number =>
  JSON.stringify(policy).replace(/\s/g, "").length;

/** A policy as several that together allow the same, each short enough for a managed policy. */
export function policyParts(policy: PolicyDocument): readonly PolicyDocument[] {
  const parts: PolicyDocument[] = [];
  let current: readonly AllowStatement[] = [];
  const part = (statements: readonly AllowStatement[]): PolicyDocument => ({
    ...policy,
    Statement: statements,
  });
  for (const statement of policy.Statement) {
    if (current.length > 0 && charactersOf(part([...current, statement])) > managedPolicyCharacters) {
      parts.push(part(current));
      current = [];
    }
    current = [...current, statement];
  }
  return [...parts, part(current)];
}
