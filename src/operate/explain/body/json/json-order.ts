import type { JsonToken } from "./json-tokens.ts";

/** Most orders of keys that are tried. */
const mostOrders = 6_000;

/** A value as a tree that keeps its tokens. */
export interface TreeNode {
  readonly token?: JsonToken;
  readonly members?: readonly TreeMember[];
  readonly elements?: readonly TreeNode[];
}

/** A member of an object, its name with quotation marks. */
export interface TreeMember {
  readonly key: JsonToken;
  readonly value: TreeNode;
}

/** The tree of tokens that are valid JSON. */
function treeOf(tokens: readonly JsonToken[]): TreeNode {
  let at = 0;
  function read(): TreeNode {
    const token = tokens[at++] ?? "null";
    if (token === "{") {
      const members: TreeMember[] = [];
      while (tokens[at] !== "}" && at < tokens.length) {
        const key = tokens[at] ?? "";
        at += 2;
        members.push({ key, value: read() });
        if (tokens[at] === ",") at++;
      }
      at++;
      return { members };
    }
    if (token !== "[") return { token };
    const elements: TreeNode[] = [];
    while (tokens[at] !== "]" && at < tokens.length) {
      elements.push(read());
      if (tokens[at] === ",") at++;
    }
    at++;
    return { elements };
  }
  return read();
}

const joinedWithCommas = (parts: readonly (readonly JsonToken[])[]): readonly JsonToken[] =>
  parts.flatMap((part, index) => (index === 0 ? part : [",", ...part]));

/** An order of members. */
type Order = (members: readonly TreeMember[]) => readonly TreeMember[];

function flat({ token, members, elements }: TreeNode, order: Order): readonly JsonToken[] {
  if (members)
    return [
      "{",
      ...joinedWithCommas(order(members).map(({ key, value }) => [key, ":", ...flat(value, order)])),
      "}",
    ];
  if (elements) return ["[", ...joinedWithCommas(elements.map((one) => flat(one, order))), "]"];
  return [token ?? "null"];
}

/** By name, as most programs sort. */
export const byName: Order = (members) =>
  members.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));

/** By length, then by name. */
export const byLength: Order = (members) =>
  byName(members).toSorted((one, other) => one.key.length - other.key.length);

function objectsIn(node: TreeNode): readonly (readonly TreeMember[])[] {
  const inner = [...(node.members ?? []).map(({ value }) => value), ...(node.elements ?? [])].flatMap(
    objectsIn,
  );
  return node.members ? [node.members, ...inner] : inner;
}

const isSorted = (members: readonly TreeMember[], order: Order): boolean =>
  order(members).every((one, at) => one === members[at]);

const orderCount = (members: readonly TreeMember[]): number =>
  members.reduce((product, _, index) => product * (index + 1), 1);

/** How many orders the keys could have, if all of them stand sorted; 1 where some do not. */
export function sortedKeys(tokens: readonly JsonToken[], order: Order = byName): number {
  const objects = objectsIn(treeOf(tokens));
  if (!objects.every((members) => isSorted(members, order))) return 1;
  return objects.reduce((product, members) => Math.min(1e12, product * orderCount(members)), 1);
}

function* ordersOfMembers(all: readonly TreeMember[]): Generator<readonly TreeMember[]> {
  if (all.length < 2) yield all;
  else
    for (const [place, one] of all.entries())
      for (const rest of ordersOfMembers(all.toSpliced(place, 1))) yield [one, ...rest];
}

/**
 * The keys sorted, reversed, and where they came sorted and are few, in all orders.
 */
export function* reordered(tokens: readonly JsonToken[]): Generator<readonly JsonToken[]> {
  const tree = treeOf(tokens);
  yield flat(tree, byName);
  yield flat(tree, byLength);
  yield flat(tree, (members) => members.toReversed());
  const isIndex = ({ key }: TreeMember): boolean => /^"\d+"$/.test(key);
  yield flat(tree, (members) => [...members.filter((one) => !isIndex(one)), ...members.filter(isIndex)]);
  const objects = objectsIn(tree).filter((members) => members.length > 1);
  const came = [byName, byLength].find((order) => objects.every((members) => isSorted(members, order)));
  if (!came || sortedKeys(tokens, came) > mostOrders) return;
  function* orders(
    at: number,
    chosen: ReadonlyMap<readonly TreeMember[], readonly TreeMember[]>,
  ): Generator<Order> {
    const members = objects[at];
    if (!members) yield (one) => chosen.get(one) ?? one;
    else
      for (const order of ordersOfMembers(members))
        yield* orders(at + 1, new Map([...chosen, [members, order]]));
  }
  for (const order of orders(0, new Map())) yield flat(tree, order);
}
