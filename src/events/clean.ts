/** Longest attribute, in characters. Vendors' ids and subjects are far shorter. */
const longest = 1_024;

const control = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;

/** A text as an attribute: without control characters; undefined when it is then empty or too long. */
export function clean(text: string | undefined): string | undefined {
  const cleaned = text?.replace(control, "").trim();
  return cleaned && cleaned.length <= longest ? cleaned : undefined;
}
