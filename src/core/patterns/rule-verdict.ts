import { type FieldVerdict, firstMismatch } from "./field-verdicts.ts";
import { mismatch } from "./mismatch.ts";

/** Why a rule does not get an event, by our own reading of its pattern; without `why` it gets it. */
export interface RuleVerdict {
  readonly why?: string;
  /** The first field that differs. */
  readonly field?: FieldVerdict;
}

/** What a rule makes of an event. @param envelope the event as JSON text */
export function ruleVerdict(
  { pattern, isEnabled }: { readonly pattern: string | undefined; readonly isEnabled: boolean },
  envelope: string,
): RuleVerdict {
  if (pattern === undefined) return { why: "the rule has a schedule and no pattern" };
  const why = mismatch(pattern, envelope) ?? (isEnabled ? undefined : "the rule is disabled");
  const field = firstMismatch(pattern, envelope);
  return { ...(why !== undefined && { why }), ...(field && { field }) };
}
