import type { Template, TemplateValue } from "../../../src/stack/template.ts";

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface PhysicalResource {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What intrinsic functions and pseudo parameters refer to. */
export interface References {
  readonly region: string;
  readonly account: string;
  /** The resource with this logical id. */
  readonly resource: (logicalId: string) => Promise<PhysicalResource>;
}

async function pseudoOrRef(name: string, { region, account, resource }: References): Promise<string> {
  const pseudo: Readonly<Record<string, string>> = {
    "AWS::Region": region,
    "AWS::AccountId": account,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
  };
  return pseudo[name] ?? (await resource(name)).ref;
}

async function attributeOf(logicalId: string, name: string, { resource }: References): Promise<string> {
  const value = (await resource(logicalId)).attributes[name];
  if (value === undefined) throw new Error(`${logicalId} has no attribute ${name}.`);
  return value;
}

async function substitute(text: string, references: References): Promise<string> {
  const parts = text.split(/\$\{([^!}][^}]*)\}/);
  const resolved = parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const [name = "", attribute] = part.split(".");
    return attribute === undefined ? pseudoOrRef(name, references) : attributeOf(name, attribute, references);
  });
  return (await Promise.all(resolved)).join("");
}

/** A value with its intrinsic functions resolved: `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::Join`, `Fn::Select`, `Fn::Split`. */
export async function resolveValue(value: TemplateValue, references: References): Promise<unknown> {
  if (value === undefined || typeof value !== "object") return value;
  if (Array.isArray(value))
    return Promise.all(value.map((item: TemplateValue) => resolveValue(item, references)));
  const entries = Object.entries(value as Readonly<Record<string, TemplateValue>>);
  const [[name, argument] = ["", undefined]] = entries;
  if (name === "Ref") return pseudoOrRef(String(argument), references);
  if (name === "Fn::Sub") return substitute(String(argument), references);
  if (name === "Fn::GetAtt") {
    const [logicalId = "", attribute = ""] = argument as readonly string[];
    return attributeOf(logicalId, attribute, references);
  }
  if (name === "Fn::Join") {
    const [separator, items] = (await resolveValue(argument, references)) as [string, readonly string[]];
    return items.join(separator);
  }
  if (name === "Fn::Split") {
    const [separator, text] = (await resolveValue(argument, references)) as [string, string];
    return text.split(separator);
  }
  if (name === "Fn::Select") {
    const [index, items] = (await resolveValue(argument, references)) as [number, readonly unknown[]];
    if (index >= items.length) throw new Error(`There is no item ${index} to select.`);
    return items[index];
  }
  if (name.startsWith("Fn::")) throw new Error(`${name} can't be resolved here.`);
  const resolved = entries.map(async ([key, item]) => [key, await resolveValue(item, references)] as const);
  return Object.fromEntries(await Promise.all(resolved));
}

/** The environment variables of a function in a template. */
export async function functionVariables(
  template: Template,
  logicalId: string,
  references: References,
): Promise<Readonly<Record<string, string>>> {
  const { Environment } = (template.Resources[logicalId]?.Properties ?? {}) as {
    readonly Environment?: { readonly Variables?: TemplateValue };
  };
  const variables = await resolveValue(Environment?.Variables ?? {}, references);
  return variables as Readonly<Record<string, string>>;
}
