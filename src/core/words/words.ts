import type { Entity } from "./entities.ts";
import { type Action, actions, type Words } from "./vocabulary.ts";

const verbs: ReadonlyMap<string, Action> = new Map(
  (Object.keys(actions) as Action[]).flatMap((action) =>
    [action, ...actions[action]].map((verb): [string, Action] => [verb, action]),
  ),
);

/** The action at the end of an event's name (`ORDER_CREATED`, `ticket.update`); undefined if it says none. */
export function actionIn(type: string): Action | undefined {
  const words = type
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  // `trial_will_end`: it has not happened.
  if (words.at(-2) === "will") return undefined;
  return verbs.get(words.slice(-2).join("_")) ?? verbs.get(words.at(-1) ?? "");
}

/** The rule for an event's name: its own, or the longest match that ends in `*`. */
function ruleFor(rules: Readonly<Record<string, Words>>, type: string): Words | undefined {
  if (Object.hasOwn(rules, type)) return rules[type];
  let longest: string | undefined;
  for (const pattern of Object.keys(rules)) {
    if (!pattern.endsWith("*") || !type.startsWith(pattern.slice(0, -1))) continue;
    if (longest === undefined || pattern.length > longest.length) longest = pattern;
  }
  return longest === undefined ? undefined : rules[longest];
}

/** Entity and action by the provider's rules; empty where no rule matches, which is better than a guess. */
export function wordsFor(
  rules: Readonly<Record<string, Words>> | undefined,
  type: string,
): { readonly entity?: Entity; readonly action?: Action } {
  const [entity, action] = (rules && ruleFor(rules, type)?.split(" ")) ?? [];
  if (entity === undefined) return {};
  const known = (action as Action | undefined) ?? actionIn(type);
  return { entity: entity as Entity, ...(known && { action: known }) };
}
