import { leavesByPath, type PlacedLeaf } from "./event-leaves.ts";
import { isNumber, type Leaf } from "./operators/matcher.ts";
import { compilePattern, InvalidPattern } from "./pattern.ts";

/** Longest excerpt of a pattern or an event in a sentence, and how many values of one path are shown. */
const excerptLimits = { characters: 120, values: 3 } as const;

const shortened = (text: string): string =>
  text.length > excerptLimits.characters ? `${text.slice(0, excerptLimits.characters)}…` : text;

const leafText = (leaf: Leaf): string => (isNumber(leaf) ? leaf.text : JSON.stringify(leaf));

function foundText(leaves: readonly PlacedLeaf[] | undefined): string {
  if (!leaves || leaves.length === 0) return "the event has no such field";
  const values = leaves.slice(0, excerptLimits.values).map(({ leaf }) => leafText(leaf));
  const more = leaves.length > excerptLimits.values ? ", …" : "";
  return `the event has ${shortened(values.join(", "))}${more}`;
}

/**
 * Why an event does not match a pattern: the first field that differs.
 * @returns undefined where it matches
 */
export function mismatch(pattern: string, event: string): string | undefined {
  try {
    const compiled = compilePattern(pattern);
    const leaves = leavesByPath(event);
    if (compiled.matches(leaves)) return undefined;
    const failing = compiled.conditions(leaves).find(({ holds }) => !holds);
    if (!failing) return "each condition holds, but not all of them in one element of an array";
    const { path, text } = failing;
    return `${path}: the pattern wants ${shortened(text.replace(/\s+/g, " "))}, ${foundText(leaves.get(path))}`;
  } catch (error) {
    if (error instanceof InvalidPattern) return `the pattern is not valid: ${error.message}`;
    throw error;
  }
}
