import type { Answer } from "../core/request.ts";

/** A browser must not take an echoed text for a script. */
const safe = { "x-content-type-options": "nosniff" } as const;

/** Longest text that is echoed, in characters. */
const longestEcho = 1_024;

/** True for text that may be echoed: printable ASCII, not longer than any vendor's challenge. */
export function echoable(text: string | undefined): text is string {
  return (
    text !== undefined && text.length <= longestEcho && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)
  );
}

/** An answer in plain text. */
export const textAnswer = (status: number, text: string): Answer => ({
  status,
  headers: { ...safe, "content-type": "text/plain; charset=utf-8" },
  body: text,
});

/** An answer in JSON. */
export const jsonAnswer = (status: number, value: Readonly<Record<string, unknown>>): Answer => ({
  status,
  headers: { ...safe, "content-type": "application/json" },
  body: JSON.stringify(value),
});
