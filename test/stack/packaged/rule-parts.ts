/** What rules for templates are made of. */
import type { Resource, Resources } from "../../../src/stack/template.ts";

/** Resources that can be changed. */
export type Changeable = Record<
  string,
  { Type: string; Properties: Record<string, never> } & Record<string, unknown>
>;

export interface Rule {
  readonly name: string;
  /** Logical ids that break the rule. */
  readonly offenders: (resources: Resources) => readonly string[];
  /** Breaks the rule in a template that uses every option. */
  readonly breakIt: (resources: Changeable) => void;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

export type Properties = Readonly<Record<string, unknown>>;

export const propertiesOf = (resource: Resource | undefined): Properties => resource?.Properties ?? {};

export const ofTypes = (resources: Resources, ...types: readonly string[]): readonly [string, Properties][] =>
  Object.entries(resources)
    .filter(([, { Type }]) => types.includes(Type))
    .map(([id, resource]) => [id, propertiesOf(resource)]);

/** All policy statements in a resource, those of trust policies too. */
export function statementsIn(value: unknown): readonly Statement[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "Effect" in value && "Action" in value ? [value as Statement] : [];
  return [...own, ...Object.values(value).flatMap(statementsIn)];
}

export const allStatements = (resources: Resources): readonly (readonly [string, Statement])[] =>
  Object.entries(resources).flatMap(([id, resource]) =>
    statementsIn(resource.Properties).map((statement) => [id, statement] as const),
  );

export const names = (text: unknown, id: string): boolean => JSON.stringify(text ?? null).includes(`"${id}"`);

/** Sets a property of a resource. */
export const set = (resources: Changeable, id: string, property: string, value: unknown): void => {
  Object.assign(resources[id]?.Properties ?? {}, { [property]: value });
};
