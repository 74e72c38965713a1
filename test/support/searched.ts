import type * as JsonText from "../../src/core/json/json-text.ts";

/** Characters that were given to searches in JSON texts: work that is counted, where a time would depend on the machine. */
export const searched = { characters: 0 };

/** `vi.mock` puts it in the place of core/json/json-text.ts. */
export function countingSearches(real: typeof JsonText): typeof JsonText {
  const count = (text: string, { start, end } = { start: 0, end: text.length }): void => {
    searched.characters += end - start;
  };
  return {
    ...real,
    spanAt(text, path, within) {
      count(text, within);
      return real.spanAt(text, path, within);
    },
    elementSpans(text, at) {
      count(text, at);
      return real.elementSpans(text, at);
    },
  };
}
