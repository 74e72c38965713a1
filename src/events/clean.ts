/** Longest attribute, in characters. Vendors' ids and subjects are far shorter. */
const longest = 1_024;

/** What CloudEvents bans in attributes, and line breaks. */
const banned = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/gu;

/** A text as an attribute: without control and noncharacters; undefined when it is then empty or too long. */
export function clean(text: string | undefined): string | undefined {
  const cleaned = text?.replace(banned, "").trim();
  return cleaned && cleaned.length <= longest ? cleaned : undefined;
}
