import type { FunctionError } from "./runtime-messages.ts";

/** Most characters of a message or a stack trace that is passed on. */
const longestErrorText = 10_000;

const cutError = (text: string): string =>
  text.length > longestErrorText
    ? `${text.slice(0, longestErrorText)}… ${text.length - longestErrorText} characters were left out`
    : text;

const errorTextOf = (value: unknown): string => cutError(typeof value === "string" ? value : String(value));

/** What was thrown, as AWS reports it. It may be anything, also what can't be made a text. */
export function functionError(error: unknown): FunctionError {
  try {
    if (error instanceof Error)
      return {
        errorType: errorTextOf(error.name),
        errorMessage: errorTextOf(error.message),
        ...(typeof error.stack === "string" && { trace: cutError(error.stack) }),
      };
    const thrown = typeof error === "object" && error !== null ? JSON.stringify(error) : String(error);
    return { errorType: typeof error, errorMessage: errorTextOf(thrown) };
  } catch {
    return { errorType: typeof error, errorMessage: "The function threw something that has no text." };
  }
}
