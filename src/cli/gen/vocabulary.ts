import { entities } from "../../core/words/entities.ts";
import { actions } from "../../core/words/vocabulary.ts";

const codeList = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** The vocabulary as Markdown: the entities, and each action with the other spellings of its verb. */
export function vocabularyTable(): string {
  const rows = Object.entries(actions).map(
    ([action, verbs]) => `| \`${action}\` | ${codeList(verbs) || "–"} |`,
  );
  return [`Entities: ${codeList(entities)}.`, "", "| action | is also spelt |", "|---|---|", ...rows].join(
    "\n",
  );
}
