import type { Entity } from "./entities.ts";
import { type Action, actions, type Words } from "./vocabulary.ts";

/** Words by event name, or by its beginning (`invoice.*`). */
export type WordRules = Readonly<Record<string, Words>>;

const verbs: ReadonlyMap<string, Action> = new Map(
  (Object.keys(actions) as Action[]).flatMap((action) =>
    [action, ...actions[action]].map((verb): [string, Action] => [verb, action]),
  ),
);

const wordsIn = (text: string): readonly string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/** The action of a text that is a verb and nothing else (`CREATED`, `hard-bounce`, `propertyChange`). */
const verbOf = (words: readonly string[]): Action | undefined =>
  verbs.get(words.join("_")) ?? verbs.get(words.join(""));

/** The action at the end of an event's name (`ORDER_CREATED`, `ticket.update`); undefined if it says none. */
export function actionIn(name: string): Action | undefined {
  const words = wordsIn(name);
  // `trial_will_end`: it has not happened.
  if (words.at(-2) === "will") return undefined;
  return verbOf(words.slice(-2)) ?? verbOf(words.slice(-1));
}

/** The key of the rule for an event's name: the name itself, or the longest beginning that ends in `*`. */
function keyFor(rules: WordRules, name: string): string | undefined {
  if (Object.hasOwn(rules, name)) return name;
  let longest: string | undefined;
  for (const key of Object.keys(rules)) {
    if (!key.endsWith("*") || !name.startsWith(key.slice(0, -1))) continue;
    if (longest === undefined || key.length > longest.length) longest = key;
  }
  return longest;
}

/**
 * Entity and action of an event's name; empty where no rule matches, which is better than a guess.
 *
 * Behind a beginning, the verb counts only if nothing else is there: under `contact.*`, `contact.tag.deleted` says
 * nothing of what happened to the contact.
 * @param tables the first that has a rule for the name counts
 */
export function wordsFor(
  tables: readonly WordRules[],
  name: string,
): { readonly entity?: Entity; readonly action?: Action } {
  for (const rules of tables) {
    const key = keyFor(rules, name);
    const [entity, action] = (key !== undefined && rules[key]?.split(" ")) || [];
    if (key === undefined || entity === undefined) continue;
    const verb = key === name ? actionIn(name) : verbOf(wordsIn(name.slice(key.length - 1)));
    const known = (action as Action | undefined) ?? verb;
    return { entity: entity as Entity, ...(known && { action: known }) };
  }
  return {};
}
