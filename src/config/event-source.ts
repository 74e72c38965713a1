/** EventBridge's longest Source, in characters. */
const longest = 256;

/** What CloudEvents bans in attributes: control characters, surrogates without a partner, noncharacters. */
const banned = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Why EventBridge takes no event with this Source, as the end of a sentence; undefined when it does. */
export function whyNoEventSource(source: unknown): string | undefined {
  if (typeof source !== "string" || source.trim() === "") return "which is empty.";
  if (/^aws\./i.test(source)) return 'but only AWS may publish as "aws.".';
  if (source.length > longest) return `which is longer than ${longest} characters.`;
  if (source !== source.trim()) return "which begins or ends with white space.";
  return banned.test(source) ? "which holds a control character." : undefined;
}
