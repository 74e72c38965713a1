import { accepts } from "../../core/source.ts";
import type { EventFinding } from "./event-finding.ts";
import type { NameCondition } from "./name-conditions.ts";
import { nearestName } from "./nearest-name.ts";
import { mayBeNamed, type NamesOfSource } from "./possible-events.ts";

/** The sources that could have a name, each with the name as it has it. */
function ownersOf(
  { path, text, isBeginning }: NameCondition,
  sources: readonly NamesOfSource[],
): readonly (readonly [events: NamesOfSource, name: string])[] {
  if (path === "detail-type") return sources.map((events) => [events, text] as const);
  return sources.flatMap((events) => {
    const prefix = `${events.eventSource}.`;
    if (text.startsWith(prefix)) return [[events, text.slice(prefix.length)] as const];
    return isBeginning && prefix.startsWith(text) ? [[events, ""] as const] : [];
  });
}

const hasName = (events: NamesOfSource, name: string, isBeginning: boolean): boolean =>
  mayBeNamed(events, name) || (isBeginning && [...events.names].some((known) => known.startsWith(name)));

/** What remedies a name that no list has. */
export const nameRemedy = (nearest: string | undefined): string =>
  `${nearest === undefined ? "Correct it" : `The nearest is "${nearest}"`}; where the vendor really sends it, write unlisted: true.`;

/** What is wrong with a name that a pattern asks for. */
export function nameFinding(
  where: string,
  condition: NameCondition,
  sources: readonly NamesOfSource[],
): EventFinding | undefined {
  const { path, text, isBeginning } = condition;
  const owners = ownersOf(condition, sources);
  const shown = isBeginning ? `${text}*` : text;
  if (owners.length === 0)
    return {
      level: "warning",
      message: `${where} asks for "${shown}", but no source of its bus publishes that.`,
      remedy: `${path === "detail.type" ? "A type begins with the source of its vendor: com.github.push. " : ""}${nameRemedy(nearestName(condition, sources))}`,
    };
  const having = owners.filter(
    ([events, name]) => events.names.size === 0 || hasName(events, name, isBeginning),
  );
  if (having.length === 0)
    return {
      level: owners.every(([{ whole }]) => whole) ? "error" : "warning",
      message: `${where} asks for "${shown}", which is none of the known events.`,
      remedy: nameRemedy(nearestName(condition, sources)),
    };
  if (!isBeginning && having.every(([{ source }, name]) => !accepts(source, name)))
    return {
      level: "warning",
      message: `${where} asks for "${shown}", which \`accept\` drops.`,
      remedy: "Add it to `accept` of the source, or take it out here.",
    };
  return undefined;
}
