import { type LeavesByPath, leavesByPath } from "./event-leaves.ts";
import { isNumber, type Leaf } from "./operators/matcher.ts";
import { compilePattern, type FieldConditions } from "./pattern.ts";

/** Characters of a value in a sentence. */
const longestValue = 80;

const shortened = (text: string): string =>
  text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;

const leafText = (leaf: Leaf): string => shortened(isNumber(leaf) ? leaf.text : JSON.stringify(leaf));

/** What the event has at a path, in words. */
function foundText(event: LeavesByPath, path: string): string {
  const leaves = event.get(path) ?? [];
  const [first, ...more] = leaves;
  if (first)
    return more.length === 0 ? leafText(first.leaf) : `${leafText(first.leaf)} and ${more.length} more`;
  const inside = [...event.keys()].some((other) => other.startsWith(`${path}.`));
  return inside ? "an object" : "absent";
}

/** The first condition that no leaf of the event fulfils, in the order in which the pattern has them. */
function differenceOf(conditions: FieldConditions, event: LeavesByPath): string | undefined {
  for (const [path, { matchers, text }] of conditions) {
    const leaves = event.get(path) ?? [];
    const holds =
      leaves.length === 0
        ? matchers.some(({ absent }) => absent)
        : leaves.some(({ leaf }) => matchers.some(({ test }) => test(leaf)));
    if (!holds) return `${path} is ${foundText(event, path)}; the pattern wants ${shortened(text)}.`;
  }
  return undefined;
}

const fulfilled = (conditions: FieldConditions, event: LeavesByPath): number => {
  let count = 0;
  for (const one of conditions) {
    if (differenceOf(new Map([one]), event) !== undefined) return count;
    count++;
  }
  return count;
};

/**
 * Why an event does not match a pattern: the first field that differs, in the order of the pattern; of the alternatives of an `$or`, in the one that holds
 * furthest. Undefined where it matches.
 * @param pattern a valid pattern as JSON text
 * @param event that is known to be JSON
 * @throws InvalidPattern
 */
export function firstDifference(pattern: string, event: string): string | undefined {
  const leaves = leavesByPath(event);
  const compiled = compilePattern(pattern);
  if (compiled.matches(leaves)) return undefined;
  const [closest] = compiled.alternatives.toSorted(
    (one, other) => fulfilled(other, leaves) - fulfilled(one, leaves),
  );
  const difference = closest && differenceOf(closest, leaves);
  return difference ?? "Each field matches, but in different elements of one array.";
}
