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
function beginningsAt(path: NameCondition["path"], sources: readonly NamesOfSource[]): readonly string[] {
  const beginnings = sources.flatMap(({ eventSource, names }) => {
    const prefix = path === "detail.type" ? `${eventSource}.` : "";
    const parts = Array.from(names, (name) =>
      Array.from(name.matchAll(/[./:_-]/g), ({ index }) => prefix + name.slice(0, index + 1)),
    );
    return [prefix, ...parts.flat()];
  });
  return [...new Set(beginnings)].filter((beginning) => beginning !== "");
}

/** The name, or the beginning of names, that somebody may have meant who asked for one that no vendor has. */
export function nearestName(
  { path, text, isBeginning }: NameCondition,
  sources: readonly NamesOfSource[],
): string | undefined {
  const names = namesAt(path, sources);
  if (isBeginning) {
    const isThere = names.some((name) => name.startsWith(text));
    const [nearest] = isThere ? [text] : similarNames(text, beginningsAt(path, sources));
    if (nearest !== undefined) return `${nearest}*`;
  }
  if (names.includes(text)) return text;
  // A name with the vendor's prefix where there must be none, or without it.
  const whole = names.filter((name) => name.endsWith(`.${text}`) || text.endsWith(`.${name}`));
  const [longest] = whole.sort((one, other) => other.length - one.length);
  // A name without its end: `issues` in place of `issues.opened`.
  const longer = names.filter((name) =>
    /^[./:_-]/.test(name.startsWith(text) ? name.slice(text.length) : ""),
  );
  return longest ?? similarNames(text, longer.length > 0 ? longer : names)[0];
}
