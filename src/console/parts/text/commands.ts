/** Commands in sentences of the API. */

/** The command in a sentence: what stands between back quotes, or from `npx hookbridge` to the end of the sentence. */
export function commandIn(sentence: string): string | undefined {
  const quoted = /`((?:npx |aws |npm )[^`]+)`/.exec(sentence)?.[1];
  if (quoted !== undefined) return quoted;
  return /\b(npx hookbridge [^`.;]*[^`.;\s,)])/.exec(sentence)?.[1];
}
