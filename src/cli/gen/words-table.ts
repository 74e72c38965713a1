import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import type { KnownEvents } from "../../config/known-events/known-events.ts";
import type { Provider } from "../../core/provider.ts";
import { actionIn, type WordRules, wordsFor } from "../../core/words/words.ts";
import { projectRoot } from "../project-root.ts";

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

async function printWords(id: string, { names, whole }: KnownEvents): Promise<void> {
  const { default: provider }: { default: Provider } = await import(
    join(projectRoot, `src/providers/${id}.ts`)
  );
  const { words = {}, cases = {} } = provider.event;
  const sorted = [...new Set(Object.values(names).flat())].sort();
  console.log(`${id}: ${sorted.length} names${whole ? ", the whole list" : ""}`);
  const ofOneName: [label: string, words: WordRules][] = [];
  for (const [label, rules] of Object.entries(cases)) {
    // Under each name it would hide what differs.
    if (Object.keys(rules.words ?? {}).join() === "*")
      console.log(`    ${`by "${label}", any name`.padEnd(58)} ${textOf([rules.words ?? {}], "")}`);
    else if (rules.words) ofOneName.push([label, rules.words]);
  }
  for (const name of sorted) {
    const text = textOf([words], name);
    console.log(`  ${name.padEnd(60)} ${text}`);
    for (const [label, own] of ofOneName) {
      const inCase = textOf([own, words], name);
      if (inCase !== text) console.log(`    ${`by "${label}"`.padEnd(58)} ${inCase}`);
    }
  }
}

const { args: ids } = new Command("npm run words")
  .description("Prints every known event name of providers of the catalogue with its entity and action.")
  .argument("<id...>", "the providers' ids, such as github")
  .parse();

for (const id of ids) {
  const events = Object.hasOwn(known, id) ? known[id] : undefined;
  if (events) await printWords(id, events);
  else {
    console.error(`There is no provider "${id}" in src/providers/: docs/providers.md lists the ids.`);
    process.exitCode = 1;
  }
}
