import { compilePattern, InvalidPattern, type Pattern } from "../../../core/patterns/pattern.ts";
import { constraintError } from "../aws-json-input.ts";
import { AwsError } from "../aws-json-server.ts";

/** EventBridge's default quotas: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const defaultQuotas = { patternCharacters: 2048, rulesOfBus: 300, rulesWithWildcards: 30 } as const;

/** The API takes no longer pattern, whatever the quota. */
const longestPattern = 4096;

/** The error for more than a quota allows, recorded from AWS for targets. */
export function limitExceeded(): AwsError {
  return new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
}

/** Refuses the text of a pattern that is too long for the API. */
export function checkPatternLength(text: string): void {
  if (text.length <= longestPattern) return;
  throw constraintError([
    `Value '${text}' at 'eventPattern' failed to satisfy constraint: Member must have length less than or equal to ${longestPattern}`,
  ]);
}

/** Refuses the pattern of a rule that is longer than the quota. */
export function checkRulePatternQuota(text: string): void {
  if (text.length > defaultQuotas.patternCharacters) throw limitExceeded();
}

function hasWildcards(text: string): boolean {
  try {
    return compilePattern(text).hasWildcards;
  } catch (error) {
    if (error instanceof InvalidPattern) return false;
    throw error;
  }
}

/**
 * Refuses one more rule on a bus.
 * @param others the patterns of the bus's other rules; undefined for a rule with a schedule only
 * @param pattern of the new rule
 */
export function checkRuleQuotas(others: readonly (string | undefined)[], pattern: Pattern | undefined): void {
  if (others.length >= defaultQuotas.rulesOfBus) throw limitExceeded();
  if (!pattern?.hasWildcards) return;
  const withWildcards = others.filter((other) => other !== undefined && hasWildcards(other)).length;
  if (withWildcards >= defaultQuotas.rulesWithWildcards) throw limitExceeded();
}
