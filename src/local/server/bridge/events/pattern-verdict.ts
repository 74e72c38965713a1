import { BridgeError } from "../../../../core/errors.ts";
import { fieldVerdicts } from "../../../../core/patterns/field-verdicts.ts";
import { mismatch } from "../../../../core/patterns/mismatch.ts";
import { refusalPlace } from "../../../../core/patterns/refusal-place.ts";
import type { PatternVerdict } from "../../../../operate/events.ts";
import { AwsError } from "../../../aws/aws-json-server.ts";
import { testEventPattern } from "../../../aws/eventbridge/test-event-pattern.ts";

/** EventBridge's text about a pattern that is not valid, and the place that it names. */
export function patternRefusal(reason: string): Pick<PatternVerdict, "reason" | "place"> {
  const place = refusalPlace(reason);
  return { reason, ...(place && { place }) };
}

/** Answers as EventBridge does, and names the field that differs. @throws BridgeError `wrong-use` for what is no event */
export function patternVerdict(pattern: string, event: string): PatternVerdict {
  try {
    const { Result: matched } = testEventPattern({ EventPattern: pattern, Event: event });
    const fields = fieldVerdicts(pattern, event) ?? [];
    if (matched) return { valid: true, matched, fields };
    const reason = mismatch(pattern, event);
    return { valid: true, matched, fields, ...(reason !== undefined && { reason }) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // Its text says which of the two is wrong.
    if (error.message !== "Parameter Event is not valid.")
      return { valid: false, matched: false, ...patternRefusal(error.message) };
    throw new BridgeError(
      "wrong-use",
      `EventBridge refuses the event: ${error.message}`,
      "Give a whole event as JSON, with id, account, source, time, region and detail-type, as `npx hookbridge deliveries show <id> --events` prints it.",
      error,
    );
  }
}
