import type { TemplateValue } from "../template.ts";

/** What a policy allows or denies after a deployment and not before, and the reverse: one text for each action and resource. */
export interface PolicyChanges {
  readonly more: readonly string[];
  readonly less: readonly string[];
}

const asList = (value: TemplateValue): readonly TemplateValue[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** A value of a template in few words: a name, or the last part of what CloudFormation joins. */
export function shortText(value: TemplateValue): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  const [name = "", content] = Object.entries(value)[0] ?? [];
  if (name === "Ref") return String(content);
  if (name === "Fn::GetAtt") return asList(content).map(String).join(".");
  return name === "Fn::Sub" && typeof content === "string" ? content : JSON.stringify(value);
}

/** One text for each action and resource of every statement in a value. */
function permissionsIn(value: TemplateValue): readonly string[] {
  if (typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(permissionsIn);
  const statement = value as Readonly<Record<string, TemplateValue>>;
  const { Effect, Action, NotAction, Resource, NotResource, Principal, Condition } = statement;
  if (typeof Effect !== "string") return Object.values(statement).flatMap(permissionsIn);
  const actions = [
    ...asList(Action).map(shortText),
    ...asList(NotAction).map((action) => `all but ${shortText(action)}`),
  ];
  const resources = [
    ...asList(Resource).map((resource) => ` on ${shortText(resource)}`),
    ...asList(NotResource).map((resource) => ` on all but ${shortText(resource)}`),
  ];
  const rest =
    (Principal === undefined ? "" : ` for ${shortText(Principal)}`) +
    (Condition === undefined ? "" : ` if ${JSON.stringify(Condition)}`);
  return actions.flatMap((action) =>
    (resources.length > 0 ? resources : [""]).map((resource) => `${Effect} ${action}${resource}${rest}`),
  );
}

/** What differs between two policies, whatever the order and grouping of their statements; undefined for values without statements. */
export function policyChanges(before: TemplateValue, after: TemplateValue): PolicyChanges | undefined {
  const [was, is] = [new Set(permissionsIn(before)), new Set(permissionsIn(after))];
  if (was.size === 0 && is.size === 0) return undefined;
  return {
    more: [...is].filter((one) => !was.has(one)).sort(),
    less: [...was].filter((one) => !is.has(one)).sort(),
  };
}
