import { BridgeError } from "../../../core/errors.ts";
import { mismatch } from "../../../core/patterns/mismatch.ts";
import type { PatternVerdict } from "../../../operate/events.ts";
import { AwsError } from "../../aws/aws-json-server.ts";
import { testEventPattern } from "../../aws/eventbridge/test-event-pattern.ts";

/** Answers as EventBridge does, and names the field that differs. @throws BridgeError `wrong-use` for what is no event */
export function patternVerdict(pattern: string, event: string): PatternVerdict {
  try {
    const { Result: matched } = testEventPattern({ EventPattern: pattern, Event: event });
    if (matched) return { valid: true, matched };
    const reason = mismatch(pattern, event);
    return { valid: true, matched, ...(reason !== undefined && { reason }) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // Its text says which of the two is wrong.
    if (error.message !== "Parameter Event is not valid.")
      return { valid: false, matched: false, reason: error.message };
    throw new BridgeError(
      "wrong-use",
      `EventBridge refuses the event: ${error.message}`,
      "Give a whole event as JSON, with id, account, source, time, region and detail-type, as `npx hookbridge deliveries show <id> --events` prints it.",
      error,
    );
  }
}
