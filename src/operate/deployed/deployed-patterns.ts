import { TestEventPatternCommand } from "@aws-sdk/client-eventbridge";
import { BridgeError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/json.ts";
import { firstDifference } from "../../core/patterns/first-difference.ts";
import type { RunningBridge } from "../bridge.ts";
import { askAws } from "./ask-aws.ts";
import type { DeployedContext } from "./context.ts";

/** Why EventBridge found no match, by our own reading of the pattern. EventBridge itself only says no. */
function mismatchReason(pattern: string, event: string): string {
  try {
    return (
      firstDifference(pattern, event) ?? "By our own reading it matches: please report this pattern as a bug."
    );
  } catch {
    return "EventBridge reads this pattern, and our own reader does not: it can't say which field differs.";
  }
}

const hasErrorName = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** Asks EventBridge whether a pattern matches an event. */
export function deployedPatterns({ clients }: DeployedContext): Pick<RunningBridge, "testPattern"> {
  return {
    async testPattern(EventPattern, Event) {
      if (parseJson(Event) === undefined)
        throw new BridgeError(
          "wrong-use",
          "The event is not JSON.",
          "Give an event as EventBridge has it, with its `detail`.",
        );
      return askAws("test the pattern", async () => {
        try {
          const { Result = false } = await clients.eventBridge.send(
            new TestEventPatternCommand({ EventPattern, Event }),
          );
          return {
            valid: true,
            matched: Result,
            ...(!Result && { reason: mismatchReason(EventPattern, Event) }),
          };
        } catch (error) {
          if (hasErrorName(error, "InvalidEventPatternException"))
            return { valid: false, matched: false, reason: error.message };
          if (hasErrorName(error, "ValidationException"))
            throw new BridgeError(
              "wrong-use",
              `EventBridge takes no such event: ${error.message}`,
              "Give a whole event: id, account, source, time, region, resources, detail-type and detail.",
              error,
            );
          throw error;
        }
      });
    },
  };
}
