import { letterRemedy } from "../../core/letter-remedies.ts";

/** The bridge's own queues. All others are a consumer's, or EventBridge's. */
const ownNames: readonly string[] = ["deliveries", "ordered", "buffer"];

const ofConsumer =
  "Look for the errors of the consumer in its log at that time, correct the cause, then redrive.";

const ofEventBridge =
  "Give the rule's target what the code asks for (a permission, an existing target), then replay that time for the rule.";

/**
 * What to do about dead letters.
 * @param code null where SQS moved them after the last attempt
 */
export function deadLetterRemedy(code: string | null, queue: string): string {
  if (ownNames.includes(queue)) return letterRemedy(code);
  return code === null ? ofConsumer : ofEventBridge;
}
