import { conditionWords, valueWords } from "./condition-words.ts";
import { leavesByPath, type PlacedLeaf } from "./event-leaves.ts";
import { isNumber, type Leaf } from "./operators/matcher.ts";
import { compilePattern, type HeldCondition, InvalidPattern } from "./pattern.ts";

/** What one field of a pattern makes of an event. */
export interface FieldVerdict {
  /** Dotted: `detail.data.action`. */
  readonly field: string;
  readonly matched: boolean;
  /** `is created, needs closed`; of a field that matches: `is created`. */
  readonly why: string;
}

/** Values of one field that a sentence names, and the longest of them in characters. */
const shownLimits = { values: 3, characters: 80 } as const;

function leafWords(leaf: Leaf): string {
  const words = valueWords(isNumber(leaf) ? leaf.text : JSON.stringify(leaf));
  return words.length > shownLimits.characters ? `${words.slice(0, shownLimits.characters)}…` : words;
}

function valuesWords(leaves: readonly PlacedLeaf[]): string {
  const words = [...new Set(leaves.map(({ leaf }) => leafWords(leaf)))];
  const more = words.length > shownLimits.values ? ", …" : "";
  return `${words.slice(0, shownLimits.values).join(", ")}${more}`;
}

/** @param isParent true where the event has an object there, of which a pattern must name a member */
function whyOf(condition: HeldCondition, leaves: readonly PlacedLeaf[], isParent: boolean): string {
  const { needed, held } = conditionWords(condition.text);
  if (leaves.length === 0) {
    const found = isParent ? "is an object" : "is absent";
    return condition.holds ? found : `${found}, needs ${needed}`;
  }
  if (!condition.holds) return `is ${valuesWords(leaves)}, needs ${needed}`;
  const passing = leaves.filter(({ leaf }) => condition.matchers.some(({ test }) => test(leaf)));
  const values = `is ${valuesWords(passing)}`;
  return held === undefined ? values : `${values}: ${held}`;
}

/**
 * What each field of a pattern makes of an event, in the pattern's order. With `$or`: of the alternative that matches, or is nearest to that.
 * @param event that is known to be JSON
 * @returns undefined where the pattern is not valid
 */
export function fieldVerdicts(pattern: string, event: string): readonly FieldVerdict[] | undefined {
  try {
    const leaves = leavesByPath(event);
    return compilePattern(pattern)
      .conditions(leaves)
      .map((condition) => {
        const { path, holds } = condition;
        const isParent = [...leaves.keys()].some((other) => other.startsWith(`${path}.`));
        return { field: path, matched: holds, why: whyOf(condition, leaves.get(path) ?? [], isParent) };
      });
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
}

/** The first field that keeps an event from matching; undefined where none alone does. */
export const firstMismatch = (pattern: string, event: string): FieldVerdict | undefined =>
  fieldVerdicts(pattern, event)?.find(({ matched }) => !matched);
