import { TestEventPatternCommand } from "@aws-sdk/client-eventbridge";
import { BridgeError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/json.ts";
import { fieldVerdicts } from "../../core/patterns/field-verdicts.ts";
import { mismatch } from "../../core/patterns/mismatch.ts";
import { compilePattern, InvalidPattern } from "../../core/patterns/pattern.ts";
import { refusalPlace } from "../../core/patterns/refusal-place.ts";
import type { RunningBridge } from "../bridge.ts";
import type { PatternMatches, PatternVerdict } from "../events.ts";
import { askAws } from "./ask-aws.ts";
import type { DeployedContext } from "./context.ts";

/** Why EventBridge found no match, by our own reading of the pattern: EventBridge itself only says no. */
const mismatchReason = (pattern: string, event: string): string =>
  mismatch(pattern, event) ?? "by our own reading it matches: please report this pattern as a bug";

function refusalWithPlace(reason: string): Pick<PatternVerdict, "reason" | "place"> {
  const place = refusalPlace(reason);
  return { reason, ...(place && { place }) };
}

const hasErrorName = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** Whether a pattern is valid, by our own reading: without an event, EventBridge can't be asked. */
function validity(pattern: string): Pick<PatternMatches, "valid" | "reason" | "place"> {
  try {
    compilePattern(pattern);
    return { valid: true };
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    return {
      valid: false,
      ...refusalWithPlace(`Event pattern is not valid. Reason: ${error.message}${error.position}`),
    };
  }
}

/** Asks EventBridge whether a pattern matches an event. */
export function deployedPatterns({
  clients,
  buses,
  stage,
}: DeployedContext): Pick<RunningBridge, "testPattern" | "matchingEvents"> {
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
            fields: fieldVerdicts(EventPattern, Event) ?? [],
            ...(!Result && { reason: mismatchReason(EventPattern, Event) }),
          };
        } catch (error) {
          if (hasErrorName(error, "InvalidEventPatternException"))
            return { valid: false, matched: false, ...refusalWithPlace(error.message) };
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
    async matchingEvents(pattern, bus) {
      if (!buses.some(({ name }) => name === bus))
        throw new BridgeError(
          "wrong-use",
          `There is no bus "${bus}"; there are: ${buses.map(({ name }) => name).join(", ")}.`,
          "Name one of these.",
        );
      return {
        ...validity(pattern),
        bus,
        matching: null,
        of: 0,
        newest: [],
        note: `A deployed bridge keeps no events to count. See what comes: npx hookbridge tail --stage ${stage}`,
      };
    },
  };
}
