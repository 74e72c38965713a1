import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import type { BusEntry } from "../../core/event.ts";
import { pack } from "../../events/limits.ts";
import type { EventBus, PutResult } from "../../publish/ports.ts";

/** Errors of an entry that no retry fixes (EventBridge API reference, PutEvents). */
const final: ReadonlySet<string> = new Set([
  "InvalidAccountIdException",
  "InvalidArgument",
  "MalformedDetail",
  "NotAuthorizedForDetailTypeException",
  "NotAuthorizedForSourceException",
  "RedactionFailure",
]);

/** Throttling errors (https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html). */
const throttled: ReadonlySet<string> = new Set([
  "LimitExceededException",
  "RequestLimitExceeded",
  "Throttling",
  "ThrottledException",
  "ThrottlingException",
  "TooManyRequestsException",
]);

/** True when a call failed because of its content: not because of the network, the service or throttling. */
function blamesContent(cause: unknown): boolean {
  if (!(cause instanceof Error) || "code" in cause || cause.name === "TimeoutError") return false;
  // Without `$fault` the SDK could not write the call; after an unreadable answer, events may be on the bus.
  if (!("$fault" in cause)) return !("$response" in cause);
  return cause.$fault === "client" && !throttled.has(cause.name);
}

/**
 * True when EventBridge refused an entry for its size: by its text, or by a 413 without one for a call that is far too large. The text is
 * matched from its start, because other refusals quote the payload.
 */
function blamesSize(cause: unknown): boolean {
  if (!(cause instanceof Error) || !("$metadata" in cause)) return false;
  const { httpStatusCode } = cause.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode === 413 || /^total size of the entr(?:y|ies)\b/i.test(cause.message);
}

/** The result of an entry. Without an EventId it has failed, whatever the answer says. */
function resultOf(entry: PutEventsResultEntry | undefined): PutResult {
  if (entry?.EventId) return { ok: true, eventId: entry.EventId };
  const code = entry?.ErrorCode ?? "NoResult";
  return {
    ok: false,
    retryable: !final.has(code),
    code,
    message: entry?.ErrorMessage ?? "no EventId in the answer",
  };
}

const tooLate: PutResult = {
  ok: false,
  retryable: true,
  code: "TimeIsUp",
  message: "the function ran out of time before the call",
};

/**
 * Puts events on the buses of one region, at most ten per call.
 * @param nameOf EventBridge's name, or the ARN, of a bus of bridge.config.ts
 */
export function eventBridgeBus(client: EventBridgeClient, nameOf: (bus: string) => string): EventBus {
  async function putCalls(
    calls: readonly (readonly BusEntry[])[],
    isLate: () => boolean,
  ): Promise<readonly PutResult[]> {
    const results: PutResult[] = [];
    for (const call of calls)
      results.push(...(isLate() ? call.map(() => tooLate) : await putCall(call, isLate)));
    return results;
  }

  async function putCall(events: readonly BusEntry[], isLate: () => boolean): Promise<readonly PutResult[]> {
    const Entries = events.map((event) => ({
      EventBusName: nameOf(event.bus),
      Source: event.eventSource,
      DetailType: event.detailType,
      Detail: event.detail,
      Time: event.time,
    }));
    try {
      const answer = await client.send(new PutEventsCommand({ Entries }));
      return events.map((_, index) => resultOf(answer.Entries?.[index]));
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : "unknown";
      // The whole call was refused: each entry is put alone, so that a bad one can't fail its neighbours.
      if (blamesContent(cause) && events.length > 1)
        return putCalls(
          events.map((event) => [event]),
          isLate,
        );
      const tooLarge = events.length === 1 && blamesContent(cause) && blamesSize(cause);
      return events.map(() => ({
        ok: false,
        retryable: name !== "ValidationException" && !tooLarge,
        code: name,
        // Not the error's own message, which can quote the payload.
        message: tooLarge ? "the entry is too large" : "the call failed",
        ...(tooLarge && { tooLarge }),
      }));
    }
  }
  return { put: (events, isLate) => putCalls(pack(events), isLate) };
}
