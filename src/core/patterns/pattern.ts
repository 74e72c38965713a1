import { joinMemberships, type LeavesByPath, type Membership } from "./event-leaves.ts";
import type { Matcher } from "./operators/matcher.ts";
import { compileMatcher, isReservedInOr } from "./operators/pattern-operators.ts";
import { isTooComplex } from "./operators/wildcard-complexity.ts";
import { InvalidPattern, PatternReader } from "./pattern-reader.ts";

export { InvalidPattern } from "./pattern-reader.ts";

/** What a field of an event must be: one of these. */
export interface FieldCondition {
  readonly matchers: readonly Matcher[];
  /** The list as it stands in the pattern. */
  readonly text: string;
}

/** Conditions that must all hold, by dotted path. `$or` turns one pattern into several of these. */
export type Conditions = ReadonlyMap<string, FieldCondition>;

/** An event pattern, ready to match. */
export interface Pattern {
  /** Whether an event with these leaves matches. */
  matches(event: LeavesByPath): boolean;
  /** Whether it uses wildcards, of which a bus can have few. */
  readonly hasWildcards: boolean;
  /** What it asks for: all conditions of one of these must hold. */
  readonly alternatives: readonly Conditions[];
  /** Whether an event could match of which only some leaves are known: conditions on other paths are taken to hold. */
  mayMatch(known: LeavesByPath, isKnown: (path: string) => boolean): boolean;
  /** The conditions, in the order of the pattern: with `$or`, those of the alternative that matches, or is nearest to that. */
  conditions(event: LeavesByPath): readonly HeldCondition[];
}

/** A condition, and whether an event fulfils it. All may hold and the event not match: each in another element of an array. */
export interface HeldCondition extends FieldCondition {
  /** Dotted. */
  readonly path: string;
  readonly holds: boolean;
}

const maximumAlternatives = 1000;

/** How to read an object of a pattern. */
interface Scope {
  readonly reader: PatternReader;
  /** False where `$or` is a field like any other: EventBridge tries that when a pattern is not valid otherwise. */
  readonly disjunctions: boolean;
  readonly insideOr: boolean;
}

/** @param start of the list in the text */
function readField(reader: PatternReader, start: number): FieldCondition {
  const matchers: Matcher[] = [];
  let token = reader.next();
  for (; token.kind !== "]"; token = reader.next()) matchers.push(compileMatcher(reader, token));
  if (matchers.length === 0) reader.refuse("Empty arrays are not allowed");
  return { matchers, text: reader.between(start, token.end) };
}

function readDisjunction(scope: Scope, path: string, before: readonly Conditions[]): readonly Conditions[] {
  const { reader } = scope;
  reader.expect("[", "It must be an Array followed with $or.");
  const expanded: Conditions[] = [];
  let branches = 0;
  for (let token = reader.next(); token.kind !== "]"; token = reader.next()) {
    if (token.kind !== "{") reader.refuse("Only JSON object is allowed in array of $or relationship.");
    expanded.push(...readObject({ ...scope, insideOr: true }, path, before));
    // The guide has this limit, but not the words of the refusal.
    if (expanded.length > maximumAlternatives) throw new InvalidPattern("Too many $or combinations");
    branches++;
  }
  return branches >= 2 ? expanded : reader.refuse("There must have at least 2 Objects in $or relationship.");
}

/** Adds the members of the object that was opened last to each alternative. A later condition on a path replaces an earlier one. */
function readObject(scope: Scope, path: string, alternatives: readonly Conditions[]): readonly Conditions[] {
  const { reader, disjunctions, insideOr } = scope;
  let expanded = alternatives;
  let empty = true;
  for (let key = reader.next(); key.kind !== "}"; key = reader.next()) {
    empty = false;
    const name = path === "" ? key.text : `${path}.${key.text}`;
    if (key.text === "$or" && disjunctions) {
      expanded = readDisjunction(scope, path, expanded);
      continue;
    }
    if (insideOr && isReservedInOr(key.text)) {
      reader.refuse(`${key.text} is Ruler reserved fieldName which cannot be used inside $or.`);
    }
    const { kind, end } = reader.next();
    if (kind === "{") expanded = readObject(scope, name, expanded);
    else if (kind === "[") {
      const condition = readField(reader, end - 1);
      expanded = expanded.map((conditions) => new Map(conditions).set(name, condition));
    } else reader.refuse(`"${key.text}" must be an object or an array`);
  }
  return empty ? reader.refuse("Empty objects are not allowed") : expanded;
}

function readPattern(text: string, disjunctions: boolean): readonly Conditions[] {
  const reader = new PatternReader(text);
  reader.expect("{", "Filter is not an object");
  const alternatives = readObject({ reader, disjunctions, insideOr: false }, "", [new Map()]);
  reader.finish();
  return alternatives;
}

/** Reads a pattern; `$or` that can't be an operator is a field, as long as the pattern is valid that way. */
function alternativesOf(text: string): readonly Conditions[] {
  try {
    return readPattern(text, true);
  } catch (refusal) {
    if (!(refusal instanceof InvalidPattern) || !text.includes("$or")) throw refusal;
    try {
      return readPattern(text, false);
    } catch {
      throw refusal;
    }
  }
}

/**
 * Tries the conditions in the order of their paths. Each needs one leaf, and these leaves must not come from
 * different elements of one array.
 */
function conditionsHold(
  conditions: readonly (readonly [string, FieldCondition])[],
  at: number,
  leaves: LeavesByPath,
  membership: Membership,
): boolean {
  const condition = conditions[at];
  if (!condition) return true;
  const [path, { matchers }] = condition;
  let present = false;
  for (const placed of leaves.get(path) ?? []) {
    const joined = joinMemberships(membership, placed.membership);
    if (!joined) continue;
    present = true;
    const matched = matchers.some(({ test }) => test(placed.leaf));
    if (matched && conditionsHold(conditions, at + 1, leaves, joined)) return true;
  }
  const absent = !present && matchers.some((matcher) => matcher.absent);
  return absent && conditionsHold(conditions, at + 1, leaves, membership);
}

const holds = (path: string, condition: FieldCondition, leaves: LeavesByPath): boolean =>
  conditionsHold([[path, condition]], 0, leaves, new Map());

/** The conditions of the alternative of which most holds, and of these the one that matches. */
function nearestConditions(
  alternatives: readonly Conditions[],
  leaves: LeavesByPath,
  matches: (conditions: Conditions) => boolean,
): readonly HeldCondition[] {
  const tried = alternatives.map((conditions) => ({
    conditions,
    held: Array.from(conditions, ([path, condition]) => ({
      ...condition,
      path,
      holds: holds(path, condition, leaves),
    })),
  }));
  const failing = (held: readonly HeldCondition[]): number => held.filter((one) => !one.holds).length;
  const fewest = Math.min(...tried.map(({ held }) => failing(held)));
  const nearest = tried.filter(({ held }) => failing(held) === fewest);
  return (nearest.find(({ conditions }) => matches(conditions)) ?? nearest[0])?.held ?? [];
}

/** The wildcard patterns of each path, over all alternatives. */
function wildcardsByPath(alternatives: readonly Conditions[]): readonly (readonly (readonly string[])[])[] {
  const byPath = new Map<string, (readonly string[])[]>();
  for (const conditions of alternatives) {
    for (const [path, { matchers }] of conditions) {
      const found = matchers.flatMap(({ wildcards }) => (wildcards ? [wildcards] : []));
      if (found.length > 0) byPath.set(path, [...(byPath.get(path) ?? []), ...found]);
    }
  }
  return [...byPath.values()];
}

/** Compiles the text of an event pattern; throws `InvalidPattern` with AWS's reason when it is not valid. */
export function compilePattern(text: string): Pattern {
  const read = alternativesOf(text);
  const wildcards = wildcardsByPath(read);
  if (wildcards.some(isTooComplex)) {
    throw new InvalidPattern(
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
    );
  }
  const sorted = (conditions: Conditions): readonly (readonly [string, FieldCondition])[] =>
    [...conditions].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  const alternatives = read.map(sorted);
  return {
    hasWildcards: wildcards.length > 0,
    conditions: (event) =>
      nearestConditions(read, event, (conditions) => conditionsHold(sorted(conditions), 0, event, new Map())),
    alternatives: read,
    mayMatch: (event, isKnown) =>
      alternatives.some((conditions) =>
        conditionsHold(
          conditions.filter(([path]) => isKnown(path)),
          0,
          event,
          new Map(),
        ),
      ),
    matches: (event) => alternatives.some((conditions) => conditionsHold(conditions, 0, event, new Map())),
  };
}
