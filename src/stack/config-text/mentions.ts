import type { Node } from "acorn";

/** What a part of a program mentions, and whether it may do more than build a value. */
export interface Mentions {
  /** Names of variables. Those of nested functions are among them: one too many only keeps what could go. */
  readonly names: ReadonlySet<string>;
  /** True where something is called, assigned or deleted. */
  readonly acts: boolean;
}

const effects: ReadonlySet<string> = new Set([
  "CallExpression",
  "NewExpression",
  "TaggedTemplateExpression",
  "AssignmentExpression",
  "UpdateExpression",
  "AwaitExpression",
]);

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Names in `.name` and `name:` are no variables. */
function isPlainName(parent: Node, child: string): boolean {
  const { computed } = parent as Node & { readonly computed?: boolean };
  if (computed !== false) return false;
  return child === "property" ? parent.type === "MemberExpression" : child === "key";
}

/** What these parts of a program mention. @param skip parts in them that do not count */
export function mentionsIn(parts: readonly Node[], skip: ReadonlySet<Node> = new Set()): Mentions {
  const names = new Set<string>();
  let acts = false;
  const visit = (node: Node): void => {
    if (skip.has(node)) return;
    if (node.type === "Identifier") names.add((node as Node & { readonly name: string }).name);
    acts ||= effects.has(node.type) || (node as Node & { operator?: string }).operator === "delete";
    for (const [child, value] of Object.entries(node))
      if (!isPlainName(node, child)) for (const inner of [value].flat()) if (isNode(inner)) visit(inner);
  };
  for (const part of parts) visit(part);
  return { names, acts };
}
