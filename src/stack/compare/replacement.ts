import { readFileSync } from "node:fs";

/** Whether a change of a property replaces its resource. `maybe`: it depends on the change. */
export type Replacement = "always" | "maybe" | "never";

/** What AWS's resource schemas say: create-only.json, which deployers/handlers/read.ts writes. */
interface CreateOnlyList {
  readonly types: Readonly<
    Record<string, { readonly always: readonly string[]; readonly maybe: readonly string[] }>
  >;
}

const createOnly: CreateOnlyList = JSON.parse(
  readFileSync(new URL("create-only.json", import.meta.url), "utf8"),
);

/** True where one path is in the other: a changed object may have the property in it, and a changed member is a part of it. */
function overlaps(path: readonly string[], property: string): boolean {
  const steps = property.split("/");
  return path.slice(0, steps.length).every((step, at) => steps[at] === "*" || steps[at] === step);
}

/**
 * Whether a change at a path of a resource's properties replaces the resource.
 * @returns `maybe` for a type of which nothing is known
 */
export function replacementOf(type: string, path: readonly string[]): Replacement {
  const known = createOnly.types[type];
  if (!known) return "maybe";
  if (known.always.some((property) => overlaps(path, property))) return "always";
  return known.maybe.some((property) => overlaps(path, property)) ? "maybe" : "never";
}
