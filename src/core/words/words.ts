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

/**
 * Where in the name the beginning ends that a rule's key describes; undefined if the name begins otherwise. A `*`
 * inside the key stands for one part between slashes, such as the number in `store/channel/1/order/created`.
 */
function endOfBeginning(key: string, name: string): number | undefined {
  if (!key.endsWith("*")) return undefined;
  let end = 0;
  for (const [place, text] of key.slice(0, -1).split("*").entries()) {
    const from = place === 0 ? 0 : name.indexOf("/", end + 1);
    if (from < end || !name.startsWith(text, from)) return undefined;
    end = from + text.length;
  }
  return end;
}

/** The rule for an event's name: that of the name itself, or of the longest beginning. */
function ruleFor(
  rules: WordRules,
  name: string,
): { readonly key: string; readonly verb: Action | undefined } | undefined {
  if (Object.hasOwn(rules, name)) return { key: name, verb: actionIn(name) };
  let longest: { readonly key: string; readonly end: number } | undefined;
  for (const key of Object.keys(rules)) {
    const end = endOfBeginning(key, name);
    if (end !== undefined && key.length > (longest?.key.length ?? 0)) longest = { key, end };
  }
  return longest && { key: longest.key, verb: verbOf(wordsIn(name.slice(longest.end))) };
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
    const rule = ruleFor(rules, name);
    const [entity, action] = (rule && rules[rule.key]?.split(" ")) ?? [];
    if (rule === undefined || entity === undefined) continue;
    const known = (action as Action | undefined) ?? rule.verb;
    return { entity: entity as Entity, ...(known && { action: known }) };
  }
  return {};
}
