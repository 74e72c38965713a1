import type { Answer } from "../core/request.ts";

const safe = { "x-content-type-options": "nosniff" } as const;

/** Longest text that is echoed, in characters. */
const longestEcho = 1_024;

/** Text that may be sent back: printable ASCII, not longer than any vendor's challenge. */
export function echoable(text: string | undefined): text is string {
  return (
    text !== undefined && text.length <= longestEcho && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)
  );
}

export const textAnswer = (status: number, text: string): Answer => ({
  status,
  headers: { ...safe, "content-type": "text/plain; charset=utf-8" },
  body: text,
});

export const jsonAnswer = (status: number, value: Readonly<Record<string, unknown>>): Answer => ({
  status,
  headers: { ...safe, "content-type": "application/json" },
  body: JSON.stringify(value),
});
