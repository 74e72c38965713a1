import { bannedCharacters } from "../../core/text/banned-characters.ts";

/** EventBridge's longest Source, in characters. */
const longestSource = 256;

/** Why EventBridge takes no event with this Source, as the end of a sentence; undefined when it does. */
export function whyNoEventSource(source: unknown): string | undefined {
  if (typeof source !== "string" || source.trim() === "") return "which is empty.";
  if (/^aws\./i.test(source)) return 'but only AWS may publish as "aws.".';
  if (source.length > longestSource) return `which is longer than ${longestSource} characters.`;
  if (source !== source.trim()) return "which begins or ends with white space.";
  return source.search(bannedCharacters) !== -1 ? "which holds a control character." : undefined;
}
