import type { Json } from "../../../../core/json/json.ts";

/** A value that is neither an object nor an array. */
export type Leaf = string | number | boolean | null;

/** For each array on the way to a leaf, the index of the element that leads to it. */
export type Membership = ReadonlyMap<number, number>;

/** A leaf of an event with the array elements that it is in. */
export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly membership: Membership;
}

/** Leaves of an event by dotted path. Arrays add no step, so one path can have many leaves. */
export type LeavesByPath = ReadonlyMap<string, readonly PlacedLeaf[]>;

/** Flattens an event. As in EventBridge, `a.b` is one path whether it is nested or a key with a dot. */
export function leavesByPath(event: Json): LeavesByPath {
  const leaves = new Map<string, PlacedLeaf[]>();
  let arrays = 0;

  function visit(value: Json, path: string, membership: Membership): void {
    if (Array.isArray(value)) {
      const array = arrays++;
      value.forEach((element: Json, index) => {
        visit(element, path, new Map(membership).set(array, index));
      });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        visit(member, path === "" ? key : `${path}.${key}`, membership);
      }
    } else {
      const known = leaves.get(path);
      const placed = { leaf: value as Leaf, membership };
      if (known) known.push(placed);
      else leaves.set(path, [placed]);
    }
  }

  visit(event, "", new Map());
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
