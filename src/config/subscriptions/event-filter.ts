import { similarNames } from "../../core/text/similar-names.ts";
import { entities } from "../../core/words/entities.ts";
import { actions } from "../../core/words/vocabulary.ts";
import { refuseConfig } from "../refuse-config.ts";
import type { EventFilter } from "../subscription-config.ts";

/** The pattern that every event matches. */
const everything = { source: [{ prefix: "" }] } as const;

/** A value of a pattern's list: the text itself, or its beginning. */
type PatternValue = string | { readonly prefix: string };

const vocabulary: Readonly<Record<string, readonly string[]>> = {
  entity: entities,
  action: Object.keys(actions),
};

/** Refuses a word that no event has. */
function checkWord(where: string, field: string, word: string): void {
  const words = vocabulary[field];
  if (!words || words.includes(word)) return;
  const [nearest] = similarNames(word, words);
  refuseConfig(
    `${where} asks for the ${field} "${word}", which no event has.`,
    nearest
      ? `The nearest word is "${nearest}"; docs/events.md lists all.`
      : "docs/events.md lists all words.",
  );
}

function patternValue(where: string, field: string, value: unknown): PatternValue {
  if (typeof value !== "string" || value === "")
    return refuseConfig(
      `${where} has ${JSON.stringify(value) ?? "nothing"} in on.${field}.`,
      `Write a text or a list of texts: on: { ${field}: "…" }.`,
    );
  if (!value.includes("*")) {
    checkWord(where, field, value);
    return value;
  }
  if (field === "type" && /^[^*]+\*$/.test(value)) return { prefix: value.slice(0, -1) };
  return refuseConfig(
    `${where} asks for on.${field} "${value}": "*" is allowed only at the end of a type.`,
    `Write the whole text, or a pattern: { detail: { ${field}: [{ wildcard: "${value}" }] } }.`,
  );
}

function patternValues(where: string, field: string, given: unknown): readonly PatternValue[] {
  const values = [given].flat();
  if (values.length === 0)
    refuseConfig(`${where} has an empty list as on.${field}, which no event matches.`, "Leave it out.");
  return values.map((value) => patternValue(where, field, value));
}

/**
 * The event pattern of `on`.
 * @param where the subscription, as a sentence begins with it
 */
export function filterPattern(
  where: string,
  on: EventFilter | "everything",
): Readonly<Record<string, unknown>> {
  if (on === "everything") return everything;
  if (typeof on !== "object" || on === null || Array.isArray(on))
    return refuseConfig(
      `${where} has ${JSON.stringify(on)} as \`on\`.`,
      'Write on: { type: "com.github.push" }, or on: "everything".',
    );
  const { data, ...texts } = on;
  const given = Object.entries(texts).filter(([, value]) => value !== undefined);
  if (given.length === 0 && data === undefined)
    refuseConfig(`${where} has nothing in \`on\`.`, 'Write on: "everything" if it is to get all events.');
  return {
    detail: {
      ...Object.fromEntries(given.map(([field, value]) => [field, patternValues(where, field, value)])),
      ...(data && { data }),
    },
  };
}
