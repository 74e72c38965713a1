import { bannedCharacters } from "../core/text/banned-characters.ts";

/** Longest attribute, in characters. Vendors' ids and subjects are far shorter. */
const longest = 1_024;

const lineBreaks = /[\u2028\u2029]/g;

/** A text as an attribute: without control and noncharacters; undefined when it is then empty or too long. */
export function clean(text: string | undefined): string | undefined {
  const cleaned = text?.replace(bannedCharacters, "").replace(lineBreaks, "").trim();
  return cleaned && cleaned.length <= longest ? cleaned : undefined;
}
