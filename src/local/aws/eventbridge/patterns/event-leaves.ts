import type { Json } from "../../../../core/json/json.ts";

/** What stands at the end of a path. */
export type Leaf = string | number | boolean | null;

/** For each array passed on the way to a leaf, which of its elements was taken. */
export type Membership = ReadonlyMap<number, number>;

/** A leaf of an event with the arrays that it lies in. */
export interface Field {
  readonly leaf: Leaf;
  readonly membership: Membership;
}

/** Leaves of an event by dotted path; arrays add no step, so one path may lead to many leaves. */
export type Fields = ReadonlyMap<string, readonly Field[]>;

/** Flattens an event. A nested key and a key that contains the dot are the same path, as in EventBridge. */
export function fieldsOf(event: Json): Fields {
  const fields = new Map<string, Field[]>();
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
      const known = fields.get(path);
      const field = { leaf: value as Leaf, membership };
      if (known) known.push(field);
      else fields.set(path, [field]);
    }
  }

  visit(event, "", new Map());
  return fields;
}

/** Both memberships together, or undefined when they take different elements of the same array. */
export function join(left: Membership, right: Membership): Membership | undefined {
  if (right.size === 0) return left;
  const joined = new Map(left);
  for (const [array, index] of right) {
    if ((joined.get(array) ?? index) !== index) return undefined;
    joined.set(array, index);
  }
  return joined;
}
