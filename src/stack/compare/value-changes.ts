import { isDeepStrictEqual } from "node:util";
import type { TemplateValue } from "../template.ts";

/** A value of a template before and after, with its path. */
export interface ValueChange {
  readonly path: readonly string[];
  readonly before: TemplateValue;
  readonly after: TemplateValue;
}

type TemplateObject = Readonly<Record<string, TemplateValue>>;

/** True for an object with members of its own, not for an intrinsic function, which is one value. */
const isTree = (value: TemplateValue): value is TemplateObject =>
  typeof value === "object" &&
  !Array.isArray(value) &&
  !Object.keys(value).some((name) => name === "Ref" || name.startsWith("Fn::"));

/** Every value in which two values differ. Lists are compared as a whole, because their members have no names. */
export function valueChanges(
  before: TemplateValue,
  after: TemplateValue,
  path: readonly string[] = [],
): readonly ValueChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isTree(before) || !isTree(after)) return [{ path, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => valueChanges(before[name], after[name], [...path, name]));
}

/** Logical ids that a value refers to, by any function of CloudFormation. */
export function idsIn(value: TemplateValue): readonly string[] {
  if (typeof value === "string")
    return Array.from(value.matchAll(/\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}/g), ([, id = ""]) => id);
  if (typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === "Ref" && typeof member === "string") return [member];
    if (name === "Fn::GetAtt") {
      const [id] = Array.isArray(member) ? member : String(member).split(".");
      return typeof id === "string" ? [id] : [];
    }
    return idsIn(member);
  });
}
