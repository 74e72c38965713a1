import { constraintError, isObject } from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";

/** When EventBridge gives up on a target. */
export interface RetryPolicy {
  readonly MaximumRetryAttempts: number;
  readonly MaximumEventAgeInSeconds: number;
}

/** Lowest and highest values that EventBridge takes. The highest ones are its defaults. */
const ranges = {
  MaximumRetryAttempts: [0, 185],
  MaximumEventAgeInSeconds: [60, 86_400],
} as const;

const settings = ["MaximumRetryAttempts", "MaximumEventAgeInSeconds"] as const;

function setting(target: Input, name: keyof RetryPolicy): number | undefined {
  const { RetryPolicy: policy } = target;
  const value = isObject(policy) ? policy[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new AwsError("SerializationException", `${name} must be an integer.`);
  }
  return value;
}

/** The retry policy of a target. */
export function retryPolicyOf(target: Input): RetryPolicy {
  return {
    MaximumRetryAttempts: setting(target, "MaximumRetryAttempts") ?? ranges.MaximumRetryAttempts[1],
    MaximumEventAgeInSeconds:
      setting(target, "MaximumEventAgeInSeconds") ?? ranges.MaximumEventAgeInSeconds[1],
  };
}

/**
 * Refuses a retry policy out of EventBridge's ranges.
 * @param position of the target in the request, from 1
 */
export function checkRetryPolicy(target: Input, position: number): void {
  const failures = settings.flatMap((name) => {
    const value = setting(target, name);
    const [lowest, highest] = ranges[name];
    if (value === undefined || (value >= lowest && value <= highest)) return [];
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    const bound = value < lowest ? `greater than or equal to ${lowest}` : `less than or equal to ${highest}`;
    return [
      `Value '${value}' at 'targets.${position}.member.retryPolicy.${member}' failed to satisfy constraint: Member must have value ${bound}`,
    ];
  });
  if (failures.length > 0) throw constraintError(failures);
}
