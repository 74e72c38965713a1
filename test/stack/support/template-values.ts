import type { Template, TemplateValue } from "../../../src/stack/template.ts";

/** What a made resource is called: by `Ref`, and its attributes for `Fn::GetAtt`. */
export interface Physical {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What CloudFormation's intrinsic functions give. */
export interface Surroundings {
  readonly region: string;
  readonly account: string;
  /** The resource of that logical id, made if need be. */
  readonly resource: (logicalId: string) => Promise<Physical>;
}

async function pseudoOrRef(name: string, { region, account, resource }: Surroundings): Promise<string> {
  const pseudo: Readonly<Record<string, string>> = {
    "AWS::Region": region,
    "AWS::AccountId": account,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
  };
  return pseudo[name] ?? (await resource(name)).ref;
}

async function attributeOf(logicalId: string, name: string, { resource }: Surroundings): Promise<string> {
  const value = (await resource(logicalId)).attributes[name];
  if (value === undefined) throw new Error(`${logicalId} has no attribute ${name}.`);
  return value;
}

async function substitute(text: string, surroundings: Surroundings): Promise<string> {
  const parts = text.split(/\$\{([^!}][^}]*)\}/);
  const resolved = parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const [name = "", attribute] = part.split(".");
    return attribute === undefined
      ? pseudoOrRef(name, surroundings)
      : attributeOf(name, attribute, surroundings);
  });
  return (await Promise.all(resolved)).join("");
}

/** A value with its intrinsic functions carried out: `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::Join`. */
export async function resolveValue(value: TemplateValue, surroundings: Surroundings): Promise<unknown> {
  if (value === undefined || typeof value !== "object") return value;
  if (Array.isArray(value))
    return Promise.all(value.map((item: TemplateValue) => resolveValue(item, surroundings)));
  const entries = Object.entries(value as Readonly<Record<string, TemplateValue>>);
  const [[name, argument] = ["", undefined]] = entries;
  if (name === "Ref") return pseudoOrRef(String(argument), surroundings);
  if (name === "Fn::Sub") return substitute(String(argument), surroundings);
  if (name === "Fn::GetAtt") {
    const [logicalId = "", attribute = ""] = argument as readonly string[];
    return attributeOf(logicalId, attribute, surroundings);
  }
  if (name === "Fn::Join") {
    const [separator, items] = (await resolveValue(argument, surroundings)) as [string, readonly string[]];
    return items.join(separator);
  }
  if (name.startsWith("Fn::"))
    throw new Error(`${name} is not among the functions that are carried out here.`);
  const resolved = entries.map(async ([key, item]) => [key, await resolveValue(item, surroundings)] as const);
  return Object.fromEntries(await Promise.all(resolved));
}

/** The environment of a function in a template. */
export async function functionVariables(
  template: Template,
  logicalId: string,
  surroundings: Surroundings,
): Promise<Readonly<Record<string, string>>> {
  const { Environment } = (template.Resources[logicalId]?.Properties ?? {}) as {
    readonly Environment?: { readonly Variables?: TemplateValue };
  };
  const variables = await resolveValue(Environment?.Variables ?? {}, surroundings);
  return variables as Readonly<Record<string, string>>;
}
