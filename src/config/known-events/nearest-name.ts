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

/** The parts with which names begin, each with its separator: `com.github.issues.` of `com.github.issues.opened`. */
const beginningsOfNames = (names: readonly string[]): readonly string[] => [
  ...new Set(
    names.flatMap((name) => Array.from(name.matchAll(/[./:_-]/g), ({ index }) => name.slice(0, index + 1))),
  ),
];

/** The name, or the beginning of names, that somebody may have meant who asked for one that no vendor has. */
export function nearestName(
  { path, text, isBeginning }: NameCondition,
  sources: readonly NamesOfSource[],
): string | undefined {
  const names = namesAt(path, sources);
  if (isBeginning) {
    const isThere = names.some((name) => name.startsWith(text));
    const [nearest] = isThere ? [text] : similarNames(text, beginningsOfNames(names));
    if (nearest !== undefined) return `${nearest}*`;
  }
  // A name with the vendor's prefix where there must be none, or without it.
  const whole = names.filter((name) => name.endsWith(`.${text}`) || text.endsWith(`.${name}`));
  const [longest] = whole.sort((one, other) => other.length - one.length);
  return longest ?? similarNames(text, names)[0];
}
