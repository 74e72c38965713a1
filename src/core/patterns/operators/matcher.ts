import type { JsonNumber } from "../comparable-number.ts";

/** A value that is neither an object nor an array. */
export type Leaf = string | boolean | null | JsonNumber;

/** One element of a field's list: one of the field's leaves must pass the test, or the field must be absent. */
export interface Matcher {
  readonly test: (leaf: Leaf) => boolean;
  /** True for the matcher that only an absent field passes. */
  readonly absent?: true;
  /** Its wildcard patterns, for the limit on their complexity. */
  readonly wildcards?: readonly string[];
}

/** Whether a leaf is a number. */
export function isNumber(leaf: Leaf): leaf is JsonNumber {
  return typeof leaf === "object" && leaf !== null;
}

/** Only strings pass a text test: a number has no prefix. */
export function onText(test: (text: string) => boolean): Matcher {
  return { test: (leaf) => typeof leaf === "string" && test(leaf) };
}

/** A text as `equals-ignore-case` compares it. */
export function foldedCase(text: string): string {
  return text.toLowerCase();
}
