import { eachMember, endOfValue, keyIn, skipSpace } from "../json/json-text.ts";
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

/** Collects the leaves of a text in one pass over it. */
class LeafCollector {
  readonly #text: string;
  readonly #found: ((PlacedLeaf & { readonly path: string }) | undefined)[] = [];
  #arrays = 0;

  constructor(text: string) {
    this.#text = text;
    this.#visit(skipSpace(text, 0), "", new Map());
  }

  byPath(): LeavesByPath {
    const leaves = new Map<string, PlacedLeaf[]>();
    for (const leaf of this.#found) {
      if (!leaf) continue;
      const { path, ...placed } = leaf;
      const known = leaves.get(path);
      if (known) known.push(placed);
      else leaves.set(path, [placed]);
    }
    return leaves;
  }

  /** @returns the end of the value that starts at `at` */
  #visit(at: number, path: string, membership: Membership): number {
    if (this.#text[at] === "{") return this.#visitObject(at, path, membership);
    if (this.#text[at] === "[") return this.#visitArray(at, path, membership);
    const end = endOfValue(this.#text, at);
    this.#found.push({ path, leaf: leafOf(this.#text.slice(at, end)), membership });
    return end;
  }

  #visitObject(at: number, path: string, membership: Membership): number {
    const leavesOf = new Map<string, readonly [from: number, to: number]>();
    return eachMember(this.#text, at, (key, value) => {
      // Of equal keys, the last one counts.
      const [from, to] = leavesOf.get(key) ?? [0, 0];
      this.#found.fill(undefined, from, to);
      const start = this.#found.length;
      const end = this.#visit(value, path === "" ? key : `${path}.${key}`, membership);
      leavesOf.set(key, [start, this.#found.length]);
      return end;
    });
  }

  #visitArray(at: number, path: string, membership: Membership): number {
    const text = this.#text;
    const array = this.#arrays++;
    return eachMember(text, at, (index, element) => {
      // An element that is a leaf does not bind the other conditions to itself.
      const isLeaf = text[element] !== "{" && text[element] !== "[";
      const placed = isLeaf ? membership : new Map(membership).set(array, Number(index));
      return this.#visit(element, path, placed);
    });
  }
}

/**
 * Flattens an event. As in EventBridge, `a.b` is one path whether it is nested or a key with a dot.
 * @param text that is known to be JSON: numbers are compared by the digits in it
 */
export function leavesByPath(text: string): LeavesByPath {
  return new LeafCollector(text).byPath();
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
