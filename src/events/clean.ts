/** Longest text of an attribute, in characters. Vendors' ids and subjects are far shorter. */
const longest = 1_024;

const control = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;

/** Text as an attribute may hold it: without control characters; undefined when nothing is left, or too much. */
export function clean(text: string | undefined): string | undefined {
  const cleaned = text?.replace(control, "").trim();
  return cleaned && cleaned.length <= longest ? cleaned : undefined;
}
