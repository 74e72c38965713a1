import { type Json, parseJson } from "../../../../core/json/json.ts";
import { isObject } from "../../aws-json-input.ts";
import { joinMemberships, type LeavesByPath, leavesByPath, type Membership } from "./event-leaves.ts";
import { compileMatcher, InvalidPattern, isOperator, type Matcher } from "./pattern-operators.ts";

export { InvalidPattern } from "./pattern-operators.ts";

/** Conditions that must all hold, by dotted path. `$or` turns one pattern into several of these. */
type Conditions = ReadonlyMap<string, readonly Matcher[]>;

/** An event pattern, ready to match. */
export interface Pattern {
  /** Whether the event (the parsed envelope) matches. */
  matches(event: Json): boolean;
}

const maximumAlternatives = 1000;

/** `$or` is the operator only for two or more objects without match expressions; otherwise it is a plain key. */
function isDisjunction(value: Json): value is readonly { readonly [key: string]: Json }[] {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.every(
      (branch) => isObject(branch) && Object.keys(branch).length > 0 && !Object.keys(branch).some(isOperator),
    )
  );
}

/** Adds the members of `pattern` to each alternative. A later condition on a path replaces an earlier one. */
function expandPattern(
  pattern: { readonly [key: string]: Json },
  path: string,
  alternatives: readonly Conditions[],
): readonly Conditions[] {
  const members = Object.entries(pattern);
  if (members.length === 0) throw new InvalidPattern("Empty objects are not allowed");
  let expanded = alternatives;
  for (const [key, value] of members) {
    const name = path === "" ? key : `${path}.${key}`;
    if (key === "$or" && isDisjunction(value)) {
      const before = expanded;
      expanded = value.flatMap((branch) => expandPattern(branch, path, before));
    } else if (isObject(value)) {
      expanded = expandPattern(value, name, expanded);
    } else if (Array.isArray(value)) {
      if (value.length === 0) throw new InvalidPattern("Empty arrays are not allowed");
      const matchers = value.map(compileMatcher);
      expanded = expanded.map((conditions) => new Map(conditions).set(name, matchers));
    } else {
      throw new InvalidPattern(`"${key}" must be an object or an array`);
    }
    if (expanded.length > maximumAlternatives) throw new InvalidPattern("Too many $or combinations");
  }
  return expanded;
}

/**
 * Tries the conditions in the order of their paths. Each needs one leaf, and these leaves must not come from
 * different elements of one array.
 */
function conditionsHold(
  conditions: readonly (readonly [string, readonly Matcher[]])[],
  at: number,
  leaves: LeavesByPath,
  membership: Membership,
): boolean {
  const condition = conditions[at];
  if (!condition) return true;
  const [path, matchers] = condition;
  let present = false;
  for (const placed of leaves.get(path) ?? []) {
    const joined = joinMemberships(membership, placed.membership);
    if (!joined) continue;
    present = true;
    const matched = matchers.some((matcher) => matcher !== "absent" && matcher(placed.leaf));
    if (matched && conditionsHold(conditions, at + 1, leaves, joined)) return true;
  }
  return !present && matchers.includes("absent") && conditionsHold(conditions, at + 1, leaves, membership);
}

/** Compiles the text of an event pattern; throws `InvalidPattern` with AWS's reason when it is not valid. */
export function compilePattern(text: string): Pattern {
  const document = parseJson(text);
  if (!document) throw new InvalidPattern("Not valid JSON");
  if (!isObject(document.value)) throw new InvalidPattern("Filter is not an object");
  const alternatives = expandPattern(document.value, "", [new Map()]).map((conditions) =>
    [...conditions].sort(([left], [right]) => (left < right ? -1 : 1)),
  );
  return {
    matches(event) {
      const leaves = leavesByPath(event);
      return alternatives.some((conditions) => conditionsHold(conditions, 0, leaves, new Map()));
    },
  };
}
