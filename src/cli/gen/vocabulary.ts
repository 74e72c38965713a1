import { entities } from "../../core/words/entities.ts";
import { actions } from "../../core/words/vocabulary.ts";

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** The vocabulary as Markdown: the entities, and each action with the verbs that mean it at the end of an event's name. */
export function vocabularyTable(): string {
  const rows = Object.entries(actions).map(([action, verbs]) => `| \`${action}\` | ${code(verbs) || "–"} |`);
  return [`Entities: ${code(entities)}.`, "", "| action | is also spelt |", "|---|---|", ...rows].join("\n");
}
