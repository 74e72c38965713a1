import { keyIn, memberSpans, type Span, spanAt } from "../../../../core/json/json-text.ts";
import { jsonNumber } from "./comparable-number.ts";
import type { Leaf } from "./operators/matcher.ts";

/** For each array on the way to a leaf, the index of the element that leads to it. */
export type Membership = ReadonlyMap<number, number>;

/** A leaf of an event with the array elements that it is in. */
export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly membership: Membership;
}

/** Leaves of an event by dotted path. Arrays add no step, so one path can have many leaves. */
export type LeavesByPath = ReadonlyMap<string, readonly PlacedLeaf[]>;

function leafOf(text: string): Leaf {
  if (text.startsWith('"')) return keyIn(text);
  if (text === "null") return null;
  return text === "true" || text === "false" ? text === "true" : jsonNumber(text);
}

/**
 * Flattens an event. As in EventBridge, `a.b` is one path whether it is nested or a key with a dot.
 * @param text that is known to be JSON: numbers are compared by the digits in it
 */
export function leavesByPath(text: string): LeavesByPath {
  const leaves = new Map<string, PlacedLeaf[]>();
  let arrays = 0;

  function visit({ start, end }: Span, path: string, membership: Membership): void {
    if (text[start] === "[") {
      const array = arrays++;
      memberSpans(text, start).forEach(({ span }, index) => {
        // An element that is a leaf does not bind the other conditions to itself.
        const isLeaf = text[span.start] !== "{" && text[span.start] !== "[";
        visit(span, path, isLeaf ? membership : new Map(membership).set(array, index));
      });
    } else if (text[start] === "{") {
      // Of equal keys, the last one counts.
      const members = new Map(memberSpans(text, start).map(({ key, span }) => [key, span]));
      for (const [key, span] of members) visit(span, path === "" ? key : `${path}.${key}`, membership);
    } else {
      const placed = { leaf: leafOf(text.slice(start, end)), membership };
      const known = leaves.get(path);
      if (known) known.push(placed);
      else leaves.set(path, [placed]);
    }
  }

  const whole = spanAt(text, []);
  if (whole) visit(whole, "", new Map());
  return leaves;
}

/** Both memberships together; undefined when they need different elements of the same array. */
export function joinMemberships(left: Membership, right: Membership): Membership | undefined {
  if (right.size === 0) return left;
  const joined = new Map(left);
  for (const [array, index] of right) {
    if ((joined.get(array) ?? index) !== index) return undefined;
    joined.set(array, index);
  }
  return joined;
}
