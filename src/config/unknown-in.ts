import { similarNames } from "../core/text/similar-names.ts";

/** Names of settings, with those of the settings inside them. */
export type Names = { readonly [name: string]: true | Names };

/** A setting that does not exist or has no value, and what to write. */
export interface UnknownSetting {
  readonly message: string;
  readonly remedy: string;
}

/** The settings around others, and the name that these have there. */
interface Outer {
  readonly names: Names;
  readonly inner: string;
}

const isKnown = (names: Names, name: string): boolean => Object.hasOwn(names, name);

/** What to write in place of a setting that does not exist: it may be one of another place, or misspelt. */
function remedyForName(name: string, names: Names, outer: Outer | undefined): string {
  const places = Object.keys(names).filter((place) => {
    const inner = names[place];
    return typeof inner === "object" && isKnown(inner, name);
  });
  const [first] = places;
  if (first !== undefined)
    return `It belongs into ${places.map((place) => `\`${place}\``).join(" or ")}: ${first}: { ${name}: … }.`;
  if (outer && isKnown(outer.names, name)) return `It belongs beside \`${outer.inner}\`, not into it.`;
  const known = Object.keys(names);
  if (known.length === 0) return "It has none: leave it out.";
  const [nearest] = similarNames(name, known);
  const hint = nearest === undefined ? "" : `Did you mean "${nearest}"? `;
  return `${hint}It has ${known.join(", ")}: correct the name, or leave it out.`;
}

const leaveOut = "Give it a value, or leave it out.";

/** The first setting that does not exist, or that is null. */
export function unknownIn(
  where: string,
  settings: unknown,
  names: Names,
  outer?: Outer,
): UnknownSetting | undefined {
  if (settings === null) return { message: `${where} is null.`, remedy: leaveOut };
  if (typeof settings !== "object") return undefined;
  for (const [name, value] of Object.entries(settings)) {
    const inner = isKnown(names, name) ? names[name] : undefined;
    if (inner === undefined)
      return { message: `${where} has no setting "${name}".`, remedy: remedyForName(name, names, outer) };
    if (value === null) return { message: `${where} has null as \`${name}\`.`, remedy: leaveOut };
    const unknown =
      inner === true ? undefined : unknownIn(`${where}.${name}`, value, inner, { names, inner: name });
    if (unknown) return unknown;
  }
  return undefined;
}

/** The same for several things of one kind, such as all buses. */
export function unknownInEach(
  kind: string,
  things: Readonly<Record<string, unknown>> = {},
  names: Names,
): UnknownSetting | undefined {
  if (Array.isArray(things))
    return {
      message: `what should be each ${kind} by its name is a list.`,
      remedy: "Write an object, with a name for each: { first: { … }, second: { … } }.",
    };
  for (const [name, settings] of Object.entries(things)) {
    const unknown = unknownIn(`${kind} "${name}"`, settings, names);
    if (unknown) return unknown;
  }
  return undefined;
}
