import { compilePattern, type Pattern } from "../../core/patterns/pattern.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { missingField } from "./event-fields.ts";
import type { EventFinding } from "./event-finding.ts";
import { conditionTexts, conditionValues, nameConditions } from "./name-conditions.ts";
import { nameRemedy } from "./name-findings.ts";
import { nearestName } from "./nearest-name.ts";
import { type Reach, reachOf } from "./pattern-reach.ts";
import type { NamesOfSource } from "./possible-events.ts";

/** What a message says of a place in a pattern whose values are known exactly. */
interface ExactPlace {
  readonly path: string;
  readonly nothing: (value: string) => string;
  readonly names: (sources: readonly NamesOfSource[]) => readonly string[];
}

const exactPlaces: readonly ExactPlace[] = [
  {
    path: "source",
    nothing: (value) => `no source of its bus publishes as "${value}"`,
    names: (sources) => sources.map(({ eventSource }) => eventSource),
  },
  {
    path: "detail.bridgesource",
    nothing: (value) => `its bus has no source named "${value}"`,
    names: (sources) => sources.map(({ source }) => source.name),
  },
];

/** The condition on a place where names are exact, if it alone keeps everything out. */
function exactFinding(
  where: string,
  pattern: Pattern,
  sources: readonly NamesOfSource[],
): EventFinding | undefined {
  for (const { path, nothing, names } of exactPlaces) {
    const texts = conditionTexts(pattern, path);
    const reached = texts.some(
      (text) => reachOf(compilePattern(`{${JSON.stringify(path)}:${text}}`), sources) !== "none",
    );
    const [value] = texts.flatMap(conditionValues).filter((given) => typeof given === "string");
    if (texts.length === 0 || reached || value === undefined) continue;
    const all = [...new Set(names(sources))];
    const [nearest] = similarNames(value, all);
    return {
      level: "error",
      message: `${where} can get no event: ${nothing(value)}.`,
      remedy: nearest ? `The nearest is "${nearest}".` : `There are ${all.join(", ")}.`,
    };
  }
  return undefined;
}

/** How many events of these sources are known. */
const countNames = (sources: readonly NamesOfSource[]): number =>
  new Set(sources.flatMap(({ eventSource, names }) => Array.from(names, (name) => `${eventSource}.${name}`)))
    .size;

/** The first value of a pattern that asks for an entity or an action, in words. */
const wordsAsked = (pattern: Pattern): string =>
  ["entity", "action"]
    .flatMap((word) => {
      const values = conditionTexts(pattern, `detail.${word}`).flatMap(conditionValues);
      const asked = values.filter((value) => typeof value === "string");
      return asked.length > 0 ? [`the ${word} ${asked.map((value) => `"${value}"`).join(" or ")}`] : [];
    })
    .join(" and ");

function nothingFinding(where: string, pattern: Pattern, sources: readonly NamesOfSource[]): EventFinding {
  const message = `${where} can match none of the ${countNames(sources)} known events of its bus`;
  const [condition] = nameConditions(pattern);
  if (condition) {
    const { text, isBeginning } = condition;
    const asked = isBeginning ? `${text}*` : text;
    const nearest = nearestName(condition, sources);
    const isThere = nearest === asked;
    return {
      level: "error",
      message: `${message}: it asks for "${asked}"${isThere ? ", which does not come together with its other conditions" : ""}.`,
      remedy: isThere ? "Take one of its conditions out, or write unlisted: true." : nameRemedy(nearest),
    };
  }
  const asked = wordsAsked(pattern);
  const ids = [...new Set(sources.map(({ source }) => source.provider.id))];
  return {
    level: "error",
    message: `${message}${asked === "" ? "" : `: none has ${asked}`}.`,
    remedy: `npx hookbridge provider ${ids[0] ?? "<id>"} lists the events of a provider with their words; this bus has those of ${ids.join(", ")}.`,
  };
}

/**
 * Why a pattern gets nothing of these sources; undefined where it gets something.
 * @param where the subscription, as a sentence begins with it
 */
export function reachFinding(
  where: string,
  pattern: Pattern,
  sources: readonly NamesOfSource[],
): EventFinding | undefined {
  const reach: Reach = reachOf(pattern, sources);
  if (reach === "reached") return undefined;
  const missing = missingField(pattern);
  if (missing)
    return {
      level: "error",
      message: `${where} asks for ${missing.path}, a field that no event has.`,
      remedy: `${missing.nearest ? `The nearest is ${missing.nearest}. ` : ""}docs/events.md lists the fields; those of the payload stand under detail.data.`,
    };
  if (sources.length === 0)
    return {
      level: "warning",
      message: `${where} gets no event of this bridge: no source publishes on its bus.`,
      remedy: "Give a source this bus, or let the subscription take another one.",
    };
  if (reach === "dropped")
    return {
      level: "error",
      message: `${where} matches only what \`accept\` drops.`,
      remedy: "Add the names that it needs to `accept` of the source.",
    };
  const nothing = exactFinding(where, pattern, sources) ?? nothingFinding(where, pattern, sources);
  return reach === "unsure" ? { ...nothing, level: "warning" } : nothing;
}
