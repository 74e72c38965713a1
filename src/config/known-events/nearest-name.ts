import { similarNames } from "../../core/text/similar-names.ts";
import type { NameCondition } from "./name-conditions.ts";
import type { NamesOfSource } from "./possible-events.ts";

/** The names of sources as a condition on this path sees them. */
const namesAt = (path: NameCondition["path"], sources: readonly NamesOfSource[]): readonly string[] => [
  ...new Set(
    sources.flatMap(({ names, eventSource }) =>
      Array.from(names, (name) => (path === "detail.type" ? `${eventSource}.${name}` : name)),
    ),
  ),
];

/** The name that somebody may have meant who asked for one that no vendor has. */
export function nearestName(
  { path, text }: NameCondition,
  sources: readonly NamesOfSource[],
): string | undefined {
  const names = namesAt(path, sources);
  // A name with the vendor's prefix where there must be none, or without it.
  const whole = names.filter((name) => name.endsWith(`.${text}`) || text.endsWith(`.${name}`));
  const [longest] = whole.sort((one, other) => other.length - one.length);
  return longest ?? similarNames(text, names)[0];
}
