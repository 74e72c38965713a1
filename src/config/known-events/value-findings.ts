import { child, type Json } from "../../core/json/json.ts";
import { compilePattern, type Pattern } from "../../core/patterns/pattern.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { entities } from "../../core/words/entities.ts";
import { actions } from "../../core/words/vocabulary.ts";
import type { EventFinding } from "./event-finding.ts";
import { conditionTexts, conditionValues, nameCondition, namePaths } from "./name-conditions.ts";
import { nameFinding, nameRemedy } from "./name-findings.ts";
import { nearestName } from "./nearest-name.ts";
import { reachOf } from "./pattern-reach.ts";
import type { NamesOfSource } from "./possible-events.ts";

/** Where what events have is known, and which values there are. */
const valuePlaces: Readonly<Record<string, (sources: readonly NamesOfSource[]) => readonly string[]>> = {
  source: (sources) => sources.map(({ eventSource }) => eventSource),
  "detail.bridgesource": (sources) => sources.map(({ source }) => source.name),
  "detail.entity": () => entities,
  "detail.action": () => Object.keys(actions),
};

/** One value that a condition has, as it could stand alone in a list. */
interface AskedValue {
  readonly value: Json;
  /** True inside of `anything-but`. */
  readonly isExcluded: boolean;
}

/** Each of several values of an operator by itself: `{ suffix: ["a", "b"] }`. */
const eachOf = (given: Json): readonly Json[] =>
  Array.isArray(given)
    ? given
    : typeof given === "object" && given !== null
      ? Object.entries(given).flatMap(([operator, value]) =>
          [value].flat().map((one): Json => ({ [operator]: one }) as Json),
        )
      : [given];

function askedValues(value: Json): readonly AskedValue[] {
  const excluded = child(value, "anything-but");
  if (excluded === undefined) return [{ value, isExcluded: false }];
  return eachOf(excluded).map((one) => ({ value: one, isExcluded: true }));
}

function remedyOf(path: string, value: Json, sources: readonly NamesOfSource[]): string {
  const text = typeof value === "string" ? value : undefined;
  const namePath = namePaths.find((one) => one === path);
  if (namePath) return nameRemedy(text && nearestName({ path: namePath, text, isBeginning: false }, sources));
  const [nearest] = text === undefined ? [] : similarNames(text, valuePlaces[path]?.(sources) ?? []);
  return nearest === undefined || nearest === text
    ? "Take it out, or correct it."
    : `The nearest is "${nearest}".`;
}

/** @param where the subscription, as a sentence begins with it */
function valueFinding(
  where: string,
  path: string,
  { value, isExcluded }: AskedValue,
  sources: readonly NamesOfSource[],
): EventFinding | undefined {
  const namePath = namePaths.find((one) => one === path);
  const name = namePath && !isExcluded ? nameCondition(namePath, value) : undefined;
  if (name) return nameFinding(where, name, sources);
  const reach = reachOf(compilePattern(JSON.stringify({ [path]: [value] })), sources);
  if (reach === "reached" || reach === "dropped") return undefined;
  return {
    level: namePath && !isExcluded && reach === "none" ? "error" : "warning",
    message: `${where} ${isExcluded ? "leaves out" : "asks for"} ${path} ${JSON.stringify(value)}, which no event of its bus has.`,
    remedy: remedyOf(path, value, sources),
  };
}

/** EventBridge's `source` in the place of CloudEvents' one, which is a URI of the vendor's. */
const originFindings = (
  where: string,
  pattern: Pattern,
  sources: readonly NamesOfSource[],
): readonly EventFinding[] =>
  conditionTexts(pattern, "detail.source")
    .flatMap(conditionValues)
    .filter((value) => sources.some(({ eventSource }) => eventSource === value))
    .map((value) => ({
      level: "error",
      message: `${where} asks for detail.source ${JSON.stringify(value)}, but there stands a URI of the vendor's.`,
      remedy: "Write it as `source`, beside `detail`, or choose by `bridgesource`.",
    }));

/** The values in a pattern that no event has, though others of the same list come. */
export const valueFindings = (
  where: string,
  pattern: Pattern,
  sources: readonly NamesOfSource[],
): readonly EventFinding[] => [
  ...originFindings(where, pattern, sources),
  ...[...namePaths, ...Object.keys(valuePlaces)].flatMap((path) =>
    conditionTexts(pattern, path)
      .flatMap(conditionValues)
      .flatMap(askedValues)
      .flatMap((value) => valueFinding(where, path, value, sources) ?? []),
  ),
];
