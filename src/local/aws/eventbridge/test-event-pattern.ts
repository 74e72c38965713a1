import { parseJson } from "../../../core/json/json.ts";
import { leavesByPath } from "../../../core/patterns/event-leaves.ts";
import { compilePattern, InvalidPattern, type Pattern } from "../../../core/patterns/pattern.ts";
import { isObject, requiredText } from "../aws-json-input.ts";
import { AwsError, type Input } from "../aws-json-server.ts";
import { checkPatternLength } from "./quotas.ts";

const requiredKeys = ["id", "account", "source", "time", "region", "detail-type"];

/** Compiles a pattern; throws EventBridge's error when it is not valid. */
export function checkPattern(text: string): Pattern {
  try {
    return compilePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    throw new AwsError(
      "InvalidEventPatternException",
      `Event pattern is not valid. Reason: ${error.message}${error.position}`,
    );
  }
}

/** The operation TestEventPattern. Unlike a rule, it requires a whole envelope. */
export function testEventPattern(input: Input): { readonly Result: boolean } {
  const patternText = requiredText(input, "EventPattern");
  checkPatternLength(patternText);
  const pattern = checkPattern(patternText);
  const text = requiredText(input, "Event");
  const event = parseJson(text)?.value;
  if (!isObject(event) || !requiredKeys.every((key) => Object.hasOwn(event, key))) {
    throw new AwsError("ValidationException", "Parameter Event is not valid.");
  }
  return { Result: pattern.matches(leavesByPath(text)) };
}
