import type { FunctionTarget } from "../../core/subscription.ts";

/** How the queue of a function tries again. */
export interface QueueTimes {
  /** For so long a message that was given to the function is hidden from other calls. */
  readonly visibilitySeconds: number;
  /** So often it is given, before it goes to the dead-letter queue. */
  readonly receives: number;
  readonly retentionSeconds: number;
}

/** SQS: receives before the dead-letter queue, seconds of the visibility timeout, and seconds for which a message is kept. */
const queueLimits = { receives: 1_000, visibilitySeconds: 43_200, retentionSeconds: 1_209_600 } as const;

/** AWS's advice: six times as long as the function may take, so that Lambda can try a throttled call again. */
const timeoutsHidden = 6;

/**
 * How the queue of a function tries for its `keepTryingHours`: with the usual visibility timeout, or with a longer one where that
 * would need more receives than SQS counts.
 */
export function queueTimes({ keepTryingHours, timeoutSeconds }: FunctionTarget): QueueTimes {
  const seconds = keepTryingHours * 3_600;
  const usual = timeoutsHidden * timeoutSeconds;
  const visibilitySeconds = Math.min(
    queueLimits.visibilitySeconds,
    Math.max(usual, Math.ceil(seconds / queueLimits.receives)),
  );
  return {
    visibilitySeconds,
    receives: Math.ceil(seconds / visibilitySeconds),
    retentionSeconds: queueLimits.retentionSeconds,
  };
}
