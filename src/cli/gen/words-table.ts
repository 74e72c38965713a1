import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Provider } from "../../core/provider.ts";
import { actionIn, type WordRules, wordsFor } from "../../core/words/words.ts";
import { projectRoot } from "../project-root.ts";
import type { KnownEvents } from "./known-events.ts";

// Prints each known event name of the given providers with its words, to be read through by hand.
const known = JSON.parse(
  readFileSync(join(projectRoot, "src/providers/known-events.json"), "utf8"),
) as Readonly<Record<string, KnownEvents>>;

/** Entity and action, and in brackets a verb at the end that does not count, because more than it follows the rule's beginning. */
const textOf = (tables: readonly WordRules[], name: string): string => {
  const { entity, action } = wordsFor(tables, name);
  const unused = action === undefined ? actionIn(name) : undefined;
  return [entity ?? "-", action ?? "-", ...(unused ? [`(${unused})`] : [])].join(" ");
};

for (const id of process.argv.slice(2)) {
  const { default: provider }: { default: Provider } = await import(
    join(projectRoot, `src/providers/${id}.ts`)
  );
  const { words = {}, cases = {} } = provider.event;
  const names = [...new Set(Object.values(known[id]?.names ?? {}).flat())].sort();
  console.log(`${id}: ${names.length} names${known[id]?.whole ? ", the whole list" : ""}`);
  for (const name of names) {
    console.log(`  ${name.padEnd(60)} ${textOf([words], name)}`);
    for (const [label, rules] of Object.entries(cases)) {
      const inCase = textOf([rules.words ?? {}, words], name);
      if (inCase !== textOf([words], name)) console.log(`    ${`by "${label}"`.padEnd(58)} ${inCase}`);
    }
  }
}
