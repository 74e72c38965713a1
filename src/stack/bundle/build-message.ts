import type { BuildFailure } from "esbuild";

/** esbuild's first message, in one line. */
export function firstMessage(failure: unknown): string {
  const [first] = (failure as Partial<BuildFailure>).errors ?? [];
  const place = first?.location ? ` (line ${first.location.line})` : "";
  return first ? `${first.text}${place}` : String(failure);
}
