import { TestEventPatternCommand } from "@aws-sdk/client-eventbridge";
import { BridgeError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/json.ts";
import { mismatch } from "../../core/patterns/mismatch.ts";
import type { RunningBridge } from "../bridge.ts";
import { askAws } from "./ask-aws.ts";
import type { DeployedContext } from "./context.ts";

/** Why EventBridge found no match, by our own reading of the pattern: EventBridge itself only says no. */
const mismatchReason = (pattern: string, event: string): string =>
  mismatch(pattern, event) ?? "by our own reading it matches: please report this pattern as a bug";

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
