import { useEffect, useState } from "preact/hooks";
import type { PatternMatches, PatternVerdict } from "../../../operate/events.ts";
import { ApiFailure } from "../../api/ask-api.ts";
import { askMatches, testPattern } from "../../api/patterns.ts";

/** Time without a key before the bridge is asked. */
const pauseMs = 200;

/** What a question about a pattern came to. */
export interface Asked<Answer> {
  readonly answer?: Answer | undefined;
  readonly failure?: ApiFailure | undefined;
}

const failureIn = (error: unknown): ApiFailure =>
  error instanceof ApiFailure
    ? error
    : new ApiFailure(0, "internal", `The page failed: ${error}`, "Load the page again, and report it.");

/** Asks when the question has not changed for a moment. The last answer stays until there is another one. */
function useQuestion<Answer>(
  key: string | undefined,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({});
  useEffect(() => {
    if (key === undefined) {
      setAsked({});
      return;
    }
    const control = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await ask(control.signal);
        if (!control.signal.aborted) setAsked({ answer });
      } catch (error) {
        if (!control.signal.aborted) setAsked({ failure: failureIn(error) });
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [key]);
  return asked;
}

/** EventBridge's verdict of a pattern about an event; nothing is asked without an event. */
export const useVerdict = (pattern: string, event: string | undefined): Asked<PatternVerdict> =>
  useQuestion(event === undefined ? undefined : `${pattern}\n${event}`, (signal) =>
    testPattern(pattern, event ?? "", signal),
  );

/** How many of the last events of a bus match. */
export const useMatches = (pattern: string, bus: string | undefined): Asked<PatternMatches> =>
  useQuestion(bus === undefined ? undefined : `${pattern}\n${bus}`, (signal) =>
    askMatches(pattern, bus ?? "", signal),
  );
